package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of servers: one rule for all ways to give one, and the last wish wins. */
class ServerNamesTest extends HostkeyStory {
    private static final String SYSTEM = "219";

    private String name() {
        return hostkey.read("eq", "show", "id", "456")
                .at("/server_data/hostname")
                .asText();
    }

    private String tag() {
        return hostkey.read("tags", "list", "id", "456").at("/tags/0/value").asText();
    }

    private void rename(String name) {
        hostkey.read("eq", "rename_server", "id", "456", "hostname", name);
    }

    private void addTag(String name) {
        hostkey.read("tags", "add", "id", "456", "tag", "hostname", "value", name);
    }

    private JsonNode reinstall(String name) {
        return hostkey.read(
                "eq", "order_instance", "id", "456", "os_id", SYSTEM, "root_pass", "Abcdefg1-", "hostname", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>x</b>", "bad host!", "-web", "web-", "web_1", "a..b", "web.", "\0"})
    void a_name_that_a_renaming_refuses_is_refused_as_a_tag(String name) {
        HostkeyClient.assertError(
                hostkey.read("eq", "rename_server", "id", "456", "hostname", name), "invalid argument hostname");
        HostkeyClient.assertError(
                hostkey.read("tags", "add", "id", "456", "tag", "hostname", "value", name), "invalid argument value");
        hostkey.advance("2m");
        assertThat(name()).isEqualTo("web-456");
    }

    @Test
    void the_tag_of_a_name_overtakes_a_renaming_under_way() {
        rename("one");
        rename("two");
        addTag("three");
        hostkey.advance("2m");
        assertThat(name()).isEqualTo("three");
        assertThat(tag()).isEqualTo("three");
    }

    @Test
    void the_later_of_two_renamings_wins() {
        rename("one");
        hostkey.advance("10s");
        rename("two");
        hostkey.advance("25s");
        assertThat(name()).isEqualTo("web-456");
        hostkey.advance("10s");
        assertThat(name()).isEqualTo("two");
    }

    @Test
    void a_tag_that_was_removed_after_a_renaming_does_not_come_back() {
        rename("one");
        hostkey.read("tags", "remove", "id", "456", "tag", "hostname");
        hostkey.advance("2m");
        assertThat(tag()).isEmpty();
        rename("two");
        hostkey.read("tags", "clear", "id", "456");
        hostkey.advance("2m");
        assertThat(tag()).isEmpty();
        assertThat(name()).isEqualTo("web-456");
    }

    @Test
    void a_restored_name_overtakes_a_renaming_from_before_and_not_one_from_after() {
        hostkey.succeed(hostkey.read("vm", "create_snapshot", "id", "456", "name", "first"));
        hostkey.succeed(hostkey.read("eq", "off", "id", "456"));
        rename("before");
        hostkey.succeed(hostkey.read("vm", "restore_snapshot", "id", "456", "name", "first"));
        hostkey.advance("2m");
        assertThat(name()).isEqualTo("web-456");
        JsonNode restore = hostkey.read("vm", "restore_snapshot", "id", "456", "name", "first");
        rename("after");
        hostkey.succeed(restore);
        hostkey.advance("2m");
        assertThat(name()).isEqualTo("after");
    }

    @Test
    void the_name_of_a_reinstallation_overtakes_a_renaming_from_before() {
        rename("before");
        reinstall("fresh");
        hostkey.advance("5m");
        assertThat(name()).isEqualTo("fresh");
    }

    @Test
    void a_name_that_was_given_during_a_reinstallation_stays() {
        reinstall("fresh");
        addTag("tagged");
        hostkey.advance("5m");
        assertThat(name()).isEqualTo("tagged");
        reinstall("fresh");
        rename("renamed");
        hostkey.advance("5m");
        assertThat(name()).isEqualTo("renamed");
    }

    @Test
    void a_server_without_other_tags_can_be_cleared() {
        hostkey.read("tags", "add", "id", "456", "tag", "role", "value", "web");
        hostkey.read("tags", "clear", "id", "456");
        assertThat(hostkey.read("tags", "list", "id", "456").path("tags")).isEmpty();
    }
}
