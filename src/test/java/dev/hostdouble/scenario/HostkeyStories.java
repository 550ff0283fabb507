package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.util.Map;

/** What clients of HOSTKEY go through. */
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

    private static JsonNode snapshot(HostkeyClient caller, String action, String name) throws IOException {
        return caller.read("vm", action, "id", "456", "name", name);
    }

    private static void invalidArgument(HostkeyClient caller) throws IOException {
        JsonNode reply = caller.readAs(
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

    private static void isoGone(HostkeyClient caller) throws IOException {
        HostkeyClient.assertError(caller.read("iso", "del", "params[id]", "123"), "Can't find iso data for id=123");
        HostkeyClient.assertError(caller.read("iso", "delete", "id", "123"), "ISO not found");
        HostkeyClient.assertError(caller.read("iso", "update", "params[id]", "123"), "ISO not found");
    }

    private static void parametersLost(HostkeyClient caller) throws IOException {
        HostkeyClient.assertError(caller.read("iso", "delete", "id", "123"), "ISO id required");
        HostkeyClient.assertError(caller.read("iso", "list_iso", "id", "456"), "Server id required");
        HostkeyClient.assertError(
                caller.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), "ISO name required");
        HostkeyClient.assertError(
                caller.read("iso", "unmount_iso", "id", "456"), "iso/unmount_iso: Server id required");
        HostkeyClient.assertError(caller.read("iso", "history", "id", "123"), "invalid argument id ''");
        HostkeyClient.assertError(caller.read("iso", "uploaded"), "Incorrect parameter params");
    }

    private static void invalidUrl(HostkeyClient caller) throws IOException {
        HostkeyClient.assertError(
                caller.read("iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso"), "Invalid URL");
    }

    private static void snapshotLimit(HostkeyClient caller) throws IOException {
        HostkeyClient.assertError(
                snapshot(caller, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        assertThat(caller.finish(snapshot(caller, "create_snapshot", "first"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void snapshotRefused(HostkeyClient caller) throws IOException {
        caller.finish(snapshot(caller, "create_snapshot", "first"));
        HostkeyClient.assertError(
                snapshot(caller, "remove_snapshot", "first"),
                "failed to request snapshot removal for 456 - server must be powered off");
        HostkeyClient.assertError(
                snapshot(caller, "restore_snapshot", "first"),
                "failed to request restore from snapshot for 456 - server must be powered off");
    }

    private static void snapshotTaskFails(HostkeyClient caller) throws IOException {
        JsonNode end = caller.finish(snapshot(caller, "create_snapshot", "first"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("not enough space on the storage");
        JsonNode list = caller.finish(caller.read("vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).isEqualTo("{\"snapshots\":[]}");
        caller.finish(snapshot(caller, "create_snapshot", "first"));
        caller.finish(caller.read("eq", "off", "id", "456"));
        JsonNode restored = caller.finish(snapshot(caller, "restore_snapshot", "first"));
        assertThat(restored.path("result").asText()).isEqualTo("Error");
        assertThat(restored.path("scope").asText()).isEqualTo("the image is damaged");
    }

    private static void listsFail(HostkeyClient caller) throws IOException {
        HostkeyClient.assertError(
                caller.read("vm", "get_snapshot", "id", "456"), "failed to request snapshots list for 456");
        HostkeyClient.assertError(caller.read("vm", "load_stats", "id", "456"), "failed to request stats for 456");
        assertThat(caller.finish(caller.read("vm", "get_snapshot", "id", "456"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void keyPurged(HostkeyClient caller) throws IOException {
        JsonNode end = caller.finish(snapshot(caller, "create_snapshot", "first"));
        HostkeyClient.assertError(end, "AsyncKey not found");
        assertThat(end.path("key").asText()).matches("[0-9a-f]{32}");
        HostkeyClient.assertError(
                snapshot(caller, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshot first already exists");
    }

    private static void neverReady(HostkeyClient caller) throws IOException {
        String key =
                snapshot(caller, "create_snapshot", "first").path("callback").asText();
        caller.advance("1d");
        assertThat(caller.check(key).path("result").asText()).isEqualTo("Not ready");
    }

    private static void invalidToken(HostkeyClient caller) throws IOException {
        JsonNode refused = caller.read("iso", "list_iso", "id", "456");
        assertThat(refused.toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
        JsonNode again = caller.readAs(caller.login(), "iso", "list_iso", "id", "456");
        assertThat(again.path("result").asText()).isEqualTo("OK");
    }

    private static void sessionExpires(HostkeyClient caller) throws IOException {
        String first = caller.login();
        String key = caller.readAs(first, "vm", "create_snapshot", "id", "456", "name", "first")
                .path("callback")
                .asText();
        for (int i = 0; i < 2; i++) {
            assertThat(caller.readAs(first, "vm", "get_snapshot", "id", "456")
                            .path("message")
                            .asText())
                    .isEqualTo("Invalid token");
        }
        caller.advance("1m");
        assertThat(caller.check(key).path("result").asText()).isEqualTo("OK");
        JsonNode list = caller.finish(caller.readAs(caller.login(), "vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).contains("\"name\":\"first\"");
    }

    private static void loginRefused(HostkeyClient caller) throws IOException {
        assertThat(caller.read("auth", "login", "key", Credentials.HOSTKEY_KEY).toString())
                .isEqualTo("{\"result\":-1,\"error\":\"No appropriate servers found\","
                        + "\"code\":\"NO_APPROPRIATE_SERVERS\"}");
    }

    private static void jsonAsHtml(HostkeyClient caller) throws IOException {
        Seen reply = caller.call("iso", "list_iso", "id", "456");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(reply.json().path("result").asText()).isEqualTo("OK");
    }
}
