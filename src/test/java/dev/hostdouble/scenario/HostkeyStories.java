package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.util.Map;

/** What clients of HOSTKEY experience while a scenario is active. */
final class HostkeyStories {
    static final Map<String, Story<HostkeyClient>> ALL = Map.ofEntries(
            Map.entry("hostkey-invalid-argument", HostkeyStories::invalidArgument),
            Map.entry("hostkey-iso-gone", HostkeyStories::isoGone),
            Map.entry("hostkey-parameters-lost", HostkeyStories::parametersLost),
            Map.entry("hostkey-invalid-url", HostkeyStories::invalidUrl),
            Map.entry("hostkey-snapshot-limit", HostkeyStories::snapshotLimit),
            Map.entry("hostkey-snapshot-refused", HostkeyStories::snapshotRefused),
            Map.entry("hostkey-snapshot-task-fails", HostkeyStories::snapshotTaskFails),
            Map.entry("hostkey-lists-fail", HostkeyStories::listsFail),
            Map.entry("hostkey-key-purged", HostkeyStories::keyPurged),
            Map.entry("hostkey-never-ready", HostkeyStories::neverReady),
            Map.entry("hostkey-invalid-token", HostkeyStories::invalidToken),
            Map.entry("hostkey-session-expires", HostkeyStories::sessionExpires),
            Map.entry("hostkey-login-refused", HostkeyStories::loginRefused),
            Map.entry("hostkey-json-as-html", HostkeyStories::jsonAsHtml));

    private HostkeyStories() {}

    private static JsonNode snapshot(HostkeyClient client, String action, String name) throws IOException {
        return client.read("vm", action, "id", "456", "name", name);
    }

    private static void invalidArgument(HostkeyClient client) throws IOException {
        JsonNode reply = client.readAs(
                Credentials.HOSTKEY_ADMIN,
                "iso",
                "add",
                "params[name]",
                "Debian 12",
                "params[short_name]",
                "debian12",
                "params[iso_name]",
                "debian-12.iso",
                "params[private]",
                "client@example.com");
        HostkeyClient.assertError(reply, "invalid argument name");
    }

    private static void isoGone(HostkeyClient client) throws IOException {
        HostkeyClient.assertError(client.read("iso", "del", "params[id]", "123"), "Can't find iso data for id=123");
        HostkeyClient.assertError(client.read("iso", "delete", "id", "123"), "ISO not found");
        HostkeyClient.assertError(client.read("iso", "update", "params[id]", "123"), "ISO not found");
    }

    private static void parametersLost(HostkeyClient client) throws IOException {
        HostkeyClient.assertError(client.read("iso", "delete", "id", "123"), "ISO id required");
        HostkeyClient.assertError(client.read("iso", "list_iso", "id", "456"), "Server id required");
        HostkeyClient.assertError(
                client.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), "ISO name required");
        HostkeyClient.assertError(
                client.read("iso", "unmount_iso", "id", "456"), "iso/unmount_iso: Server id required");
        HostkeyClient.assertError(client.read("iso", "history", "id", "123"), "invalid argument id ''");
        HostkeyClient.assertError(client.read("iso", "uploaded"), "Incorrect parameter params");
    }

    private static void invalidUrl(HostkeyClient client) throws IOException {
        HostkeyClient.assertError(
                client.read("iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso"), "Invalid URL");
    }

    private static void snapshotLimit(HostkeyClient client) throws IOException {
        HostkeyClient.assertError(
                snapshot(client, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        assertThat(client.finish(snapshot(client, "create_snapshot", "first"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void snapshotRefused(HostkeyClient client) throws IOException {
        client.finish(snapshot(client, "create_snapshot", "first"));
        HostkeyClient.assertError(
                snapshot(client, "remove_snapshot", "first"),
                "failed to request snapshot removal for 456 - server must be powered off");
        HostkeyClient.assertError(
                snapshot(client, "restore_snapshot", "first"),
                "failed to request restore from snapshot for 456 - server must be powered off");
    }

    private static void snapshotTaskFails(HostkeyClient client) throws IOException {
        JsonNode end = client.finish(snapshot(client, "create_snapshot", "first"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("not enough space on the storage");
        JsonNode list = client.finish(client.read("vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).isEqualTo("{\"snapshots\":[]}");
        client.finish(snapshot(client, "create_snapshot", "first"));
        client.finish(client.read("eq", "off", "id", "456"));
        JsonNode restored = client.finish(snapshot(client, "restore_snapshot", "first"));
        assertThat(restored.path("result").asText()).isEqualTo("Error");
        assertThat(restored.path("scope").asText()).isEqualTo("the image is damaged");
    }

    private static void listsFail(HostkeyClient client) throws IOException {
        HostkeyClient.assertError(
                client.read("vm", "get_snapshot", "id", "456"), "failed to request snapshots list for 456");
        HostkeyClient.assertError(client.read("vm", "load_stats", "id", "456"), "failed to request stats for 456");
        assertThat(client.finish(client.read("vm", "get_snapshot", "id", "456"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void keyPurged(HostkeyClient client) throws IOException {
        JsonNode end = client.finish(snapshot(client, "create_snapshot", "first"));
        HostkeyClient.assertError(end, "AsyncKey not found");
        assertThat(end.path("key").asText()).matches("[0-9a-f]{32}");
        HostkeyClient.assertError(
                snapshot(client, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshot first already exists");
    }

    private static void neverReady(HostkeyClient client) throws IOException {
        String key =
                snapshot(client, "create_snapshot", "first").path("callback").asText();
        client.advance("1d");
        assertThat(client.check(key).path("result").asText()).isEqualTo("Not ready");
    }

    private static void invalidToken(HostkeyClient client) throws IOException {
        JsonNode refused = client.read("iso", "list_iso", "id", "456");
        assertThat(refused.toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
        JsonNode again = client.readAs(client.login(), "iso", "list_iso", "id", "456");
        assertThat(again.path("result").asText()).isEqualTo("OK");
    }

    private static void sessionExpires(HostkeyClient client) throws IOException {
        String first = client.login();
        String key = client.readAs(first, "vm", "create_snapshot", "id", "456", "name", "first")
                .path("callback")
                .asText();
        for (int i = 0; i < 2; i++) {
            assertThat(client.readAs(first, "vm", "get_snapshot", "id", "456")
                            .path("message")
                            .asText())
                    .isEqualTo("Invalid token");
        }
        client.advance("1m");
        assertThat(client.check(key).path("result").asText()).isEqualTo("OK");
        JsonNode list = client.finish(client.readAs(client.login(), "vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).contains("\"name\":\"first\"");
    }

    private static void loginRefused(HostkeyClient client) throws IOException {
        assertThat(client.read("auth", "login", "key", Credentials.HOSTKEY_KEY).toString())
                .isEqualTo("{\"result\":-1,\"error\":\"No appropriate servers found\","
                        + "\"code\":\"NO_APPROPRIATE_SERVERS\"}");
    }

    private static void jsonAsHtml(HostkeyClient client) throws IOException {
        Seen reply = client.call("iso", "list_iso", "id", "456");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(reply.json().path("result").asText()).isEqualTo("OK");
    }
}
