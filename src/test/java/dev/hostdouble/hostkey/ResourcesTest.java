package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags, SSH keys, addresses and DNS zones: what one call changes, every other call shows. */
class ResourcesTest extends HostkeyStory {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGkQ9vq0cYv1m5mYw0Uo4m2b0m0YxQ7yq2mJm8m1Qx3T me@example.com";

    private String hostname() {
        JsonNode show = hostkey.read("eq", "show", "id", "456");
        String name = show.at("/server_data/hostname").asText();
        assertThat(show.at("/tags/0/value").asText()).isEqualTo(name);
        assertThat(hostkey.read("tags", "list", "id", "456").at("/tags/0/value").asText())
                .isEqualTo(name);
        return name;
    }

    private List<String> ips(String server) {
        return hostkey.readAs(Credentials.HOSTKEY_STAFF, "eq", "show", "id", server)
                .path("IP")
                .findValuesAsText("ip");
    }

    @Test
    void a_restored_snapshot_brings_the_name_back_wherever_it_is_shown() {
        hostkey.succeed(hostkey.read("vm", "create_snapshot", "id", "456", "name", "first"));
        hostkey.read("tags", "add", "id", "456", "tag", "hostname", "value", "renamed");
        assertThat(hostname()).isEqualTo("renamed");
        assertThat(hostkey.read("tags", "user_search", "value", "RENAMED").path("servers"))
                .hasSize(1);

        hostkey.succeed(hostkey.read("eq", "off", "id", "456"));
        hostkey.succeed(hostkey.read("vm", "restore_snapshot", "id", "456", "name", "first"));
        assertThat(hostname()).isEqualTo("web-456");
        assertThat(hostkey.read("tags", "user_search", "value", "renamed").path("servers"))
                .isEmpty();
    }

    @Test
    void without_its_tag_a_server_keeps_its_name() {
        hostkey.read("tags", "remove", "id", "456", "tag", "hostname");
        JsonNode show = hostkey.read("eq", "show", "id", "456");
        assertThat(show.path("tags")).isEmpty();
        assertThat(show.at("/server_data/hostname").asText()).isEqualTo("web-456");
        HostkeyClient.assertError(
                hostkey.read("tags", "add", "id", "456", "tag", "hostname"), "invalid argument value");
    }

    @Test
    void tags_for_many_servers_are_added_to_all_or_to_none() {
        HostkeyClient.assertError(
                hostkey.read("tags", "add", "id_list", "456,457", "tag", "role", "value", "web"), "Server not found");
        assertThat(hostkey.read("tags", "list", "id", "456").path("tags")).hasSize(1);
    }

    @Test
    void addresses_come_one_after_the_other_and_are_free_again_when_their_server_is_gone() {
        hostkey.read("net", "add_ipv4", "id", "456", "amount", "2");
        assertThat(ips("456")).containsExactly("141.105.68.56", "141.105.68.2", "141.105.68.3");
        hostkey.read("net", "remove_ipv4", "id", "456", "ip", "141.105.68.2");
        hostkey.read("net", "add_ipv4", "id", "456");
        assertThat(ips("456")).containsExactly("141.105.68.56", "141.105.68.3", "141.105.68.4");
        assertThat(hostkey.read("eq", "list", "ip", "203.0.113.9,141.105.68.4").path("servers"))
                .hasSize(1);

        String wanted = "141.105.68.4";
        String neighbour = Credentials.HOSTKEY_NEIGHBOUR;
        HostkeyClient.assertError(
                call(neighbour, "net", "add_ipv4", "id", "457", "ips[]", wanted), "IP 141.105.68.4 is not available");
        assertThat(hostkey.change("{\"hostkey/server\":456,\"removed\":true}")).isTrue();
        assertThat(call(neighbour, "net", "add_ipv4", "id", "457", "ips[]", wanted)
                        .path("result")
                        .asText())
                .isEqualTo("OK");
        assertThat(ips("457")).containsExactly("141.105.68.57", wanted);
    }

    @Test
    void an_address_that_is_named_twice_is_given_once_and_a_refused_call_gives_none() {
        hostkey.read("net", "add_ipv4", "id", "456", "ips[0]", "141.105.68.9", "ips[1]", "141.105.68.9");
        HostkeyClient.assertError(
                hostkey.read("net", "add_ipv4", "id", "456", "ips[0]", "141.105.68.10", "ips[1]", "8.8.8.8"),
                "IP 8.8.8.8 is not available");
        assertThat(ips("456")).containsExactly("141.105.68.56", "141.105.68.9");
    }

    @Test
    void the_reverse_dns_of_an_address_goes_with_it() {
        hostkey.read("net", "add_ipv4", "id", "456", "ips[]", "141.105.68.9");
        hostkey.read("ip", "update_ptr", "id", "456", "ip", "141.105.68.9", "ptr", "a.example.com\nb.example.com");
        assertThat(hostkey.read("ip", "get_ptr", "id", "456", "ip", "141.105.68.9")
                        .at("/data/ptr")
                        .asText())
                .isEqualTo("a.example.com\nb.example.com");
        hostkey.read("net", "remove_ipv4", "id", "456", "ip", "141.105.68.9");
        hostkey.read("net", "add_ipv4", "id", "456", "ips[]", "141.105.68.9");
        assertThat(hostkey.read("ip", "get_ptr", "id", "456", "ip", "141.105.68.9")
                        .at("/data/ptr")
                        .asText())
                .isEmpty();
    }

    @Test
    void a_client_finds_the_record_that_it_added_and_deletes_only_that() {
        hostkey.read("pdns", "add_domain", "params[name]", "Example.com.");
        add("www", "A", "141.105.68.56");
        add("WWW.example.com.", "A", "141.105.68.57");
        add("@", "MX", "mail.example.com.");
        assertThat(records("A")).containsExactly("www 141.105.68.56", "WWW.example.com. 141.105.68.57");
        delete("www.example.com", "params[content][]", "141.105.68.56");
        assertThat(records("A")).containsExactly("WWW.example.com. 141.105.68.57");
        delete("www", "params[priority]", "0");
        assertThat(records("A")).isEmpty();
        assertThat(records("MX")).containsExactly("@ mail.example.com.");
        assertThat(records("SOA").get(0)).contains(" 2024020105 ");

        JsonNode zone = hostkey.read("pdns", "view_zone", "zone", "EXAMPLE.COM");
        hostkey.read("pdns", "delete_domain", "domain_id", zone.at("/data/id").asText());
        HostkeyClient.assertError(hostkey.read("pdns", "view_zone", "zone", "example.com"), "Zone not found");
    }

    private void add(String name, String type, String content) {
        JsonNode reply = hostkey.read(
                "pdns",
                "add_dns",
                "params[zone]",
                "example.com",
                "params[name]",
                name,
                "params[type]",
                type,
                "params[content][]",
                content);
        assertThat(reply.path("result").asText()).isEqualTo("OK");
    }

    private void delete(String name, String parameter, String value) {
        hostkey.read(
                "pdns",
                "delete_dns",
                "params[zone]",
                "example.com",
                "params[name]",
                name,
                "params[type]",
                "A",
                parameter,
                value);
    }

    private List<String> records(String type) {
        JsonNode records =
                hostkey.read("pdns", "view_zone", "params[zone]", "example.com").at("/data/records");
        return records.findParents("type").stream()
                .filter(record -> record.path("type").asText().equals(type))
                .map(record -> record.path("name").asText() + " "
                        + record.path("content").asText())
                .toList();
    }

    @Test
    void a_record_gets_another_name() {
        hostkey.read("pdns", "add_zone", "name", "example.com");
        add("old", "A", "141.105.68.56");
        hostkey.read(
                "pdns",
                "add_dns",
                "zone",
                "example.com",
                "name",
                "new",
                "old_name",
                "old",
                "type",
                "a",
                "content",
                "141.105.68.56");
        assertThat(records("A")).containsExactly("new 141.105.68.56");
    }

    @Test
    void keys_and_zones_are_those_of_the_account() {
        hostkey.read("ssh_keys", "add", "params[name]", "laptop", "params[key]", KEY, "params[default]", "1");
        hostkey.read("pdns", "add_domain", "params[name]", "example.com");
        for (String token : List.of(Credentials.HOSTKEY_NEIGHBOUR, Credentials.HOSTKEY_STAFF)) {
            assertThat(call(token, "ssh_keys", "list").path("sshkeys")).isEmpty();
            assertThat(call(token, "pdns", "list_domains").path("data")).isEmpty();
            HostkeyClient.assertError(call(token, "ssh_keys", "delete", "id", "1"), "SSH key not found");
            HostkeyClient.assertError(
                    call(token, "pdns", "delete_domain", "params[zone]", "example.com"), "Zone not found");
            HostkeyClient.assertError(call(token, "pdns", "delete_zone", "zone", "example.com"), "Zone not found");
        }
        assertThat(hostkey.read("ssh_keys", "list").at("/sshkeys/0/key").asText())
                .isEqualTo(KEY);
    }
}
