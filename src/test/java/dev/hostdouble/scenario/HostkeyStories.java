package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.http.RawSocket.RawReply;
import java.io.IOException;
import java.util.Map;

/** What clients of HOSTKEY go through. */
final class HostkeyStories {
    private static final String ADMIN = "HOSTKEY_ADMIN_TOKEN";

    static final Map<String, Story> ALL = Map.ofEntries(
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

    private static void assertError(JsonNode reply, String message) {
        assertThat(reply.path("code").asInt()).as(reply.toString()).isEqualTo(-1);
        assertThat(reply.path("message").asText()).isEqualTo(message);
    }

    private static JsonNode snapshot(ScenarioClient caller, String action, String name) throws IOException {
        return caller.hostkey("vm", action, "id", "456", "name", name);
    }

    /** What a task says once it has run its course. */
    private static JsonNode finish(ScenarioClient caller, JsonNode started) throws IOException {
        String key = started.path("callback").asText();
        assertThat(caller.check(key).path("result").asText())
                .as(started.toString())
                .isEqualTo("Not ready");
        caller.advance("1m");
        return caller.check(key);
    }

    private static void invalidArgument(ScenarioClient caller) throws IOException {
        JsonNode reply = caller.hostkeyAs(
                ADMIN,
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
        assertError(reply, "invalid argument name");
    }

    private static void isoGone(ScenarioClient caller) throws IOException {
        assertError(caller.hostkey("iso", "del", "params[id]", "123"), "Can't find iso data for id=123");
        assertError(caller.hostkey("iso", "delete", "id", "123"), "ISO not found");
        assertError(caller.hostkey("iso", "update", "params[id]", "123"), "ISO not found");
    }

    private static void parametersLost(ScenarioClient caller) throws IOException {
        assertError(caller.hostkey("iso", "delete", "id", "123"), "ISO id required");
        assertError(caller.hostkey("iso", "list_iso", "id", "456"), "Server id required");
        assertError(caller.hostkey("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), "ISO name required");
        assertError(caller.hostkey("iso", "unmount_iso", "id", "456"), "iso/unmount_iso: Server id required");
        assertError(caller.hostkey("iso", "history", "id", "123"), "invalid argument id ''");
        assertError(caller.hostkey("iso", "uploaded"), "Incorrect parameter params");
    }

    private static void invalidUrl(ScenarioClient caller) throws IOException {
        assertError(
                caller.hostkey("iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso"), "Invalid URL");
    }

    private static void snapshotLimit(ScenarioClient caller) throws IOException {
        assertError(
                snapshot(caller, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshots limit reached (4)");
        assertThat(finish(caller, snapshot(caller, "create_snapshot", "first"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void snapshotRefused(ScenarioClient caller) throws IOException {
        finish(caller, snapshot(caller, "create_snapshot", "first"));
        assertError(
                snapshot(caller, "remove_snapshot", "first"),
                "failed to request snapshot removal for 456 - server must be powered off");
        assertError(
                snapshot(caller, "restore_snapshot", "first"),
                "failed to request restore from snapshot for 456 - server must be powered off");
    }

    private static void snapshotTaskFails(ScenarioClient caller) throws IOException {
        JsonNode end = finish(caller, snapshot(caller, "create_snapshot", "first"));
        assertThat(end.path("result").asText()).isEqualTo("Error");
        assertThat(end.path("scope").asText()).isEqualTo("not enough space on the storage");
        JsonNode list = finish(caller, caller.hostkey("vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).isEqualTo("{\"snapshots\":[]}");
        finish(caller, snapshot(caller, "create_snapshot", "first"));
        finish(caller, caller.hostkey("eq", "off", "id", "456"));
        JsonNode restored = finish(caller, snapshot(caller, "restore_snapshot", "first"));
        assertThat(restored.path("result").asText()).isEqualTo("Error");
        assertThat(restored.path("scope").asText()).isEqualTo("the image is damaged");
    }

    private static void listsFail(ScenarioClient caller) throws IOException {
        assertError(caller.hostkey("vm", "get_snapshot", "id", "456"), "failed to request snapshots list for 456");
        assertError(caller.hostkey("vm", "load_stats", "id", "456"), "failed to request stats for 456");
        assertThat(finish(caller, caller.hostkey("vm", "get_snapshot", "id", "456"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void keyPurged(ScenarioClient caller) throws IOException {
        JsonNode end = finish(caller, snapshot(caller, "create_snapshot", "first"));
        assertError(end, "AsyncKey not found");
        assertThat(end.path("key").asText()).matches("[0-9a-f]{32}");
        assertError(
                snapshot(caller, "create_snapshot", "first"),
                "failed to request snapshot creation for 456 - snapshot first already exists");
    }

    private static void neverReady(ScenarioClient caller) throws IOException {
        String key =
                snapshot(caller, "create_snapshot", "first").path("callback").asText();
        caller.advance("1d");
        assertThat(caller.check(key).path("result").asText()).isEqualTo("Not ready");
    }

    private static void invalidToken(ScenarioClient caller) throws IOException {
        JsonNode refused = caller.hostkey("iso", "list_iso", "id", "456");
        assertThat(refused.toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
        JsonNode again = caller.hostkeyAs(caller.session(), "iso", "list_iso", "id", "456");
        assertThat(again.path("result").asText()).isEqualTo("OK");
    }

    private static void sessionExpires(ScenarioClient caller) throws IOException {
        String first = caller.session();
        String key = caller.hostkeyAs(first, "vm", "create_snapshot", "id", "456", "name", "first")
                .path("callback")
                .asText();
        for (int i = 0; i < 2; i++) {
            assertThat(caller.hostkeyAs(first, "vm", "get_snapshot", "id", "456")
                            .path("message")
                            .asText())
                    .isEqualTo("Invalid token");
        }
        caller.advance("1m");
        assertThat(caller.check(key).path("result").asText()).isEqualTo("OK");
        JsonNode list = finish(caller, caller.hostkeyAs(caller.session(), "vm", "get_snapshot", "id", "456"));
        assertThat(list.path("scope").asText()).contains("\"name\":\"first\"");
    }

    private static void loginRefused(ScenarioClient caller) throws IOException {
        assertThat(caller.hostkey("auth", "login", "key", "0123456789abcdef-0123456789abcdef")
                        .toString())
                .isEqualTo("{\"result\":-1,\"error\":\"No appropriate servers found\","
                        + "\"code\":\"NO_APPROPRIATE_SERVERS\"}");
    }

    private static void jsonAsHtml(ScenarioClient caller) throws IOException {
        RawReply reply = caller.php("HOSTKEY_TOKEN", "iso", "list_iso", "id", "456");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(ScenarioClient.json(reply).path("result").asText()).isEqualTo("OK");
    }
}
