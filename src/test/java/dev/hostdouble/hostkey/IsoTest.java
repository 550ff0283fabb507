package dev.hostdouble.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HostkeyClient;
import org.junit.jupiter.api.Test;

/** The life of ISO images. */
class IsoTest extends HostkeyStory {
    private String images(String token, String... server) {
        JsonNode list =
                server.length == 0 ? call(token, "iso", "list_iso") : call(token, "iso", "list_iso", "id", server[0]);
        return list.path("iso_images").findValuesAsText("iso_name").toString();
    }

    private JsonNode add(String token, String name, String isoName, String... more) {
        String[] all = new String[8 + more.length];
        System.arraycopy(
                new String[] {
                    "params[name]",
                    name,
                    "params[short_name]",
                    "s",
                    "params[iso_name]",
                    isoName,
                    "params[private]",
                    "client@example.com"
                },
                0,
                all,
                0,
                8);
        System.arraycopy(more, 0, all, 8, more.length);
        return call(token, "iso", "add", all);
    }

    @Test
    void an_administrator_adds_an_image_and_updates_it_by_name() {
        JsonNode added = add(ADMIN, "Debian 12", "debian-12.iso").path("data");
        assertThat(added.path("id").asInt()).isEqualTo(125);
        assertThat(added.path("status").asText()).isEqualTo("Pending");
        hostkey.advance("1h");

        JsonNode updated = add(ADMIN, "Debian 12", "debian-12.1.iso", "params[status]", "active")
                .path("data");
        assertThat(updated.path("id").asInt()).isEqualTo(125);
        assertThat(updated.path("created_at").asText()).isEqualTo("2024-02-01T00:00:00Z");
        assertThat(updated.path("updated_at").asText()).isEqualTo("2024-02-01T01:00:00Z");
        assertThat(images(CLIENT, "456")).contains("debian-12.1.iso");
        assertThat(images(NEIGHBOUR, "457")).doesNotContain("debian-12.1.iso");
    }

    @Test
    void a_known_image_gets_what_is_given_and_is_pending_again() {
        JsonNode updated = add(ADMIN, "Ubuntu 22.04", "ubuntu-22.04.iso").path("data");
        assertThat(updated.path("id").asInt()).isEqualTo(123);
        assertThat(updated.path("short_name").asText()).isEqualTo("s");
        assertThat(updated.path("description").asText()).isEqualTo("Ubuntu Server 22.04 LTS");
        assertThat(updated.path("status").asText()).isEqualTo("Pending");
    }

    @Test
    void a_value_that_the_page_does_not_allow_is_refused_by_name() {
        for (String flag : new String[] {"2", "-1", "abc", "true", " 1"}) {
            HostkeyClient.assertError(
                    add(ADMIN, "x", "x.iso", "params[admin_only]", flag), "invalid argument admin_only");
        }
        for (String status : new String[] {"bogus", "pending", "ACTIVE"}) {
            HostkeyClient.assertError(add(ADMIN, "x", "x.iso", "params[status]", status), "invalid argument status");
        }
        for (String owner : new String[] {"nobody@example.com", "staff@example.com"}) {
            HostkeyClient.assertError(
                    call(
                            ADMIN,
                            "iso",
                            "add",
                            "params[name]",
                            "x",
                            "params[short_name]",
                            "x",
                            "params[iso_name]",
                            "x",
                            "params[private]",
                            owner),
                    "invalid argument private");
        }
        assertThat(images(ADMIN)).doesNotContain("x.iso");
    }

    @Test
    void an_upload_is_for_a_client_whose_email_and_number_belong_together() {
        String url = "https://example.com/a.iso";
        for (String[] wrong : new String[][] {
            {STAFF, "client@example.com", "1002"},
            {STAFF, "nobody@example.com", "1001"},
            {STAFF, "staff@example.com", "1"},
            {ADMIN, "client@example.com", "abc"},
            {CLIENT, "neighbour@example.com", "1002"},
            {CLIENT, "client@example.com", "1002"}
        }) {
            HostkeyClient.assertError(
                    call(
                            wrong[0],
                            "iso",
                            "upload",
                            "params[url]",
                            url,
                            "params[email]",
                            wrong[1],
                            "params[customer_id]",
                            wrong[2]),
                    "Incorrect parameter params");
        }
        for (String token : new String[] {CLIENT, STAFF}) {
            hostkey.succeed(call(
                    token,
                    "iso",
                    "upload",
                    "params[url]",
                    url,
                    "params[email]",
                    "client@example.com",
                    "params[customer_id]",
                    "1001"));
        }
    }

    @Test
    void an_upload_whose_image_is_gone_meanwhile_ends_in_an_error() {
        JsonNode started = call(CLIENT, "iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso");
        assertThat(hostkey.change("{\"hostkey/iso\":125,\"removed\":true}")).isTrue();
        JsonNode end = hostkey.finish(started);
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("ISO not found");
        assertThat(hostkey.check(end.path("key").asText())).isEqualTo(end);
    }

    @Test
    void missing_parameters_of_add_are_named_in_order() {
        HostkeyClient.assertError(call(ADMIN, "iso", "add"), "invalid argument name");
        HostkeyClient.assertError(call(ADMIN, "iso", "add", "params[name]", "x"), "invalid argument short_name");
        HostkeyClient.assertError(
                call(ADMIN, "iso", "add", "params[name]", "x", "params[short_name]", "x"), "invalid argument iso_name");
        HostkeyClient.assertError(
                call(
                        ADMIN,
                        "iso",
                        "add",
                        "params[name]",
                        "x",
                        "params[short_name]",
                        "x",
                        "params[iso_name]",
                        "x",
                        "params[private]",
                        "no address"),
                "invalid argument private");
        HostkeyClient.assertError(add(CLIENT, "x", "x.iso"), "Access denied");
        HostkeyClient.assertError(add(STAFF, "x", "x.iso"), "Access denied");
    }

    @Test
    void only_administrators_see_admin_only_images() {
        add(ADMIN, "Secret", "secret.iso", "params[admin_only]", "1", "params[status]", "active");
        assertThat(images(ADMIN)).contains("secret.iso");
        assertThat(images(STAFF)).doesNotContain("secret.iso");
        assertThat(images(CLIENT, "456")).doesNotContain("secret.iso");
        HostkeyClient.assertError(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "secret.iso"), "ISO not found");
    }

    @Test
    void a_client_lists_images_for_its_own_server_only() {
        assertThat(images(CLIENT, "456")).isEqualTo("[ubuntu-22.04.iso, windows-server-2022.iso]");
        assertThat(images(NEIGHBOUR, "457")).isEqualTo("[windows-server-2022.iso]");
        HostkeyClient.assertError(call(CLIENT, "iso", "list_iso"), "Server id required");
        HostkeyClient.assertError(call(CLIENT, "iso", "list_iso", "id", "457"), "Server not found");
        assertThat(images(STAFF)).isEqualTo("[ubuntu-22.04.iso, windows-server-2022.iso]");
        assertThat(images(STAFF, "457")).isEqualTo("[windows-server-2022.iso]");
    }

    @Test
    void an_upload_appears_as_pending_and_becomes_active_with_a_size() {
        JsonNode started = call(CLIENT, "iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso");
        assertThat(started.path("data").path("name").asText()).isEqualTo("debian-12");
        assertThat(call(CLIENT, "iso", "uploaded").toString())
                .contains("{\"id\":125,\"name\":\"debian-12.iso\",\"status\":\"Pending\"}");
        assertThat(images(CLIENT, "456")).doesNotContain("debian-12.iso");

        assertThat(hostkey.succeed(started).path("context").path("id").asInt()).isEqualTo(125);
        assertThat(call(CLIENT, "iso", "uploaded").toString()).contains("\"status\":\"active\"");
        JsonNode image =
                call(CLIENT, "iso", "list_iso", "id", "456").path("iso_images").get(2);
        assertThat(image.path("size").asLong()).isGreaterThan(100_000_000);
        assertThat(call(NEIGHBOUR, "iso", "uploaded").path("data")).isEmpty();
    }

    @Test
    void a_url_is_checked_for_its_form() {
        for (String url : new String[] {
            "",
            "VALUE",
            "ftp://example.com/a.iso",
            "https://",
            "https://example.com",
            "https://example.com/",
            "https:///a.iso",
            "http://exa mple.com/a.iso",
            "http://example.com/a.iso",
            "file:///etc/passwd",
            "javascript:alert(1)"
        }) {
            HostkeyClient.assertError(call(CLIENT, "iso", "upload", "params[url]", url), "Invalid URL");
        }
        HostkeyClient.assertError(
                call(STAFF, "iso", "upload", "params[url]", "https://example.com/a.iso"), "Incorrect parameter params");
        assertThat(call(
                                STAFF,
                                "iso",
                                "upload",
                                "params[url]",
                                "https://example.com/a.iso",
                                "params[email]",
                                "client@example.com",
                                "params[customer_id]",
                                "1001")
                        .path("result")
                        .asText())
                .isEqualTo("OK");
        HostkeyClient.assertError(call(STAFF, "iso", "uploaded"), "Incorrect parameter params");
        assertThat(call(STAFF, "iso", "uploaded", "params[email]", "client@example.com")
                        .path("data"))
                .hasSize(2);
    }

    @Test
    void an_image_is_updated_by_its_owner_and_by_nobody_else() {
        JsonNode updated = call(CLIENT, "iso", "update", "params[id]", "123", "params[description]", "Mine")
                .path("data");
        assertThat(updated.toString())
                .isEqualTo("{\"id\":123,\"iso_name\":\"ubuntu-22.04.iso\",\"description\":\"Mine\","
                        + "\"updated_at\":\"2024-02-01T00:00:00Z\"}");
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "update", "params[id]", "123"), "ISO not found");
        HostkeyClient.assertError(call(CLIENT, "iso", "update", "params[id]", "124"), "Access denied");
        HostkeyClient.assertError(call(CLIENT, "iso", "update", "params[id]", "999"), "ISO not found");
    }

    @Test
    void a_deletion_is_queued_or_done_at_once() {
        JsonNode queued = call(CLIENT, "iso", "del", "params[id]", "123");
        assertThat(images(CLIENT, "456")).contains("ubuntu-22.04.iso");
        assertThat(hostkey.succeed(queued).path("context").path("action").asText())
                .isEqualTo("del");
        assertThat(images(CLIENT, "456")).doesNotContain("ubuntu-22.04.iso");

        call(ADMIN, "iso", "del", "params[id]", "124", "params[pending]", "true");
        assertThat(images(CLIENT, "456")).isEqualTo("[]");
        HostkeyClient.assertError(call(ADMIN, "iso", "del", "params[id]", "124"), "Can't find iso data for id=124");
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "del", "params[id]", "x'y"), "Can't find iso data for id=x'y");
    }

    @Test
    void delete_is_for_owners_and_administrators() {
        HostkeyClient.assertError(call(CLIENT, "iso", "delete"), "ISO id required");
        HostkeyClient.assertError(call(CLIENT, "iso", "delete", "id", "124"), "Access denied");
        HostkeyClient.assertError(call(NEIGHBOUR, "iso", "delete", "id", "123"), "ISO not found");
        assertThat(call(CLIENT, "iso", "delete", "id", "123").toString())
                .isEqualTo("{\"result\":\"OK\",\"action\":\"delete\",\"module\":\"iso\",\"data\":{\"id\":123}}");
    }

    @Test
    void the_history_records_every_operation_with_type_login_and_date() {
        call(CLIENT, "iso", "update", "params[id]", "123", "params[description]", "Mine");
        hostkey.succeed(call(CLIENT, "iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"));
        hostkey.succeed(call(CLIENT, "iso", "unmount_iso", "id", "456"));
        call(ADMIN, "iso", "delete", "id", "123");
        JsonNode events = call(ADMIN, "iso", "history", "id", "123").path("data");
        assertThat(events.findValuesAsText("type")).containsExactly("upload", "update", "mount", "unmount", "delete");
        assertThat(events.findValuesAsText("login")).contains("client@example.com", "admin@example.com");
        assertThat(events.get(0).path("date").asText()).isEqualTo("2024-01-15 10:30:00");
        assertThat(events.get(1).path("date").asText()).isEqualTo("2024-02-01 00:00:00");
        HostkeyClient.assertError(call(CLIENT, "iso", "history", "id", "-1"), "invalid argument id '-1'");
        HostkeyClient.assertError(call(CLIENT, "iso", "history"), "invalid argument id ''");
        assertThat(call(NEIGHBOUR, "iso", "history", "id", "123").path("data")).isEmpty();
    }
}
