package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import java.util.Map;

/** What clients of HOSTKEY experience with sessions, lists and images while a scenario is active. */
final class HostkeyStories {
    static final Map<String, Story<HostkeyClient>> ALL = Map.ofEntries(
            Map.entry("hostkey/invalid-argument", HostkeyStories::invalidArgument),
            Map.entry("hostkey/iso-gone", HostkeyStories::isoGone),
            Map.entry("hostkey/iso-removed-before-mount", HostkeyStories::isoRemovedBeforeMount),
            Map.entry("hostkey/parameters-lost", HostkeyStories::parametersLost),
            Map.entry("hostkey/invalid-url", HostkeyStories::invalidUrl),
            Map.entry("hostkey/lists-fail", HostkeyStories::listsFail),
            Map.entry("hostkey/list-null", HostkeyStories::listNull),
            Map.entry("hostkey/ids-as-text", HostkeyStories::idsAsText),
            Map.entry("hostkey/json-as-html", HostkeyStories::jsonAsHtml),
            Map.entry("hostkey/php-error", HostkeyStories::phpError),
            Map.entry("hostkey/other-error-format", HostkeyStories::otherErrorFormat),
            Map.entry("hostkey/invalid-token", HostkeyStories::invalidToken),
            Map.entry("hostkey/session-expires", HostkeyStories::sessionExpires),
            Map.entry("hostkey/short-sessions", HostkeyStories::shortSessions),
            Map.entry("hostkey/login-refused", HostkeyStories::loginRefused));

    private HostkeyStories() {}

    private static String images(HostkeyClient client) {
        return client.read("iso", "list_iso", "id", "456").path("iso_images").findValuesAsText("id").stream()
                .map(id -> '"' + id + '"')
                .toList()
                .toString();
    }

    private static JsonNode snapshot(HostkeyClient client, String action, String name) {
        return client.read("vm", action, "id", "456", "name", name);
    }

    private static void invalidArgument(HostkeyClient client) {
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

    private static void isoGone(HostkeyClient client) {
        assertThat(images(client)).isEqualTo("[\"123\", \"124\"]");
        HostkeyClient.assertError(client.read("iso", "del", "params[id]", "123"), "Can't find iso data for id=123");
        HostkeyClient.assertError(client.read("iso", "update", "params[id]", "123"), "ISO not found");
        assertThat(images(client)).isEqualTo("[\"123\", \"124\"]");
    }

    private static void isoRemovedBeforeMount(HostkeyClient client) {
        assertThat(images(client)).isEqualTo("[\"123\", \"124\"]");
        HostkeyClient.assertError(
                client.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), "ISO not found");
        assertThat(images(client)).isEqualTo("[\"124\"]");
    }

    private static void parametersLost(HostkeyClient client) {
        HostkeyClient.assertError(client.read("iso", "delete", "id", "123"), "ISO id required");
        HostkeyClient.assertError(client.read("iso", "list_iso", "id", "456"), "Server id required");
        HostkeyClient.assertError(
                client.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso"), "ISO name required");
        HostkeyClient.assertError(
                client.read("iso", "unmount_iso", "id", "456"), "iso/unmount_iso: Server id required");
        HostkeyClient.assertError(client.read("iso", "history", "id", "123"), "invalid argument id ''");
        HostkeyClient.assertError(client.read("iso", "uploaded"), "Incorrect parameter params");
    }

    private static void invalidUrl(HostkeyClient client) {
        HostkeyClient.assertError(
                client.read("iso", "upload", "params[url]", "https://example.com/iso/debian-12.iso"), "Invalid URL");
    }

    private static void listsFail(HostkeyClient client) {
        HostkeyClient.assertError(
                client.read("vm", "get_snapshot", "id", "456"), "failed to request snapshots list for 456");
        HostkeyClient.assertError(client.read("vm", "load_stats", "id", "456"), "failed to request stats for 456");
        assertThat(client.finish(client.read("vm", "get_snapshot", "id", "456"))
                        .path("result")
                        .asText())
                .isEqualTo("OK");
    }

    private static void listNull(HostkeyClient client) {
        assertThat(client.read("iso", "list_iso", "id", "456").toString())
                .isEqualTo("{\"result\":\"OK\",\"action\":\"list_iso\",\"module\":\"iso\",\"server_id\":456,"
                        + "\"iso_images\":null}");
        assertThat(client.read("eq", "list").get("servers").isNull()).isTrue();
    }

    private static void idsAsText(HostkeyClient client) {
        JsonNode list = client.read("iso", "list_iso", "id", "456");
        assertThat(list.path("server_id").isTextual()).isTrue();
        assertThat(list.at("/iso_images/0/id").toString()).isEqualTo("\"123\"");
        assertThat(list.at("/iso_images/1/id").toString()).isEqualTo("124");
        assertThat(client.read("eq", "show", "id", "456").at("/server_data/id").toString())
                .isEqualTo("\"456\"");
    }

    private static void jsonAsHtml(HostkeyClient client) {
        Seen reply = client.call("iso", "list_iso", "id", "456");
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(reply.json().path("result").asText()).isEqualTo("OK");
    }

    private static void phpError(HostkeyClient client) {
        Seen fatal = client.call("vm", "create_snapshot", "id", "456", "name", "first");
        assertThat(fatal.status()).isEqualTo(200);
        assertThat(fatal.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(fatal.body()).startsWith("<br />\n<b>Fatal error</b>:");
        client.succeed(snapshot(client, "create_snapshot", "first"));
    }

    private static void otherErrorFormat(HostkeyClient client) {
        assertThat(client.read("eq", "show", "id", "456").toString())
                .isEqualTo("{\"result\":-1,\"error\":\"Access denied\"}");
        assertThat(client.read("eq", "show", "id", "456").path("result").asText())
                .isEqualTo("OK");
    }

    private static void invalidToken(HostkeyClient client) {
        JsonNode refused = client.read("iso", "list_iso", "id", "456");
        assertThat(refused.toString()).isEqualTo("{\"code\":-2,\"message\":\"Invalid token\"}");
        JsonNode again = client.readAs(client.login(), "iso", "list_iso", "id", "456");
        assertThat(again.path("result").asText()).isEqualTo("OK");
    }

    private static void sessionExpires(HostkeyClient client) {
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

    private static void shortSessions(HostkeyClient client) {
        for (int session = 0; session < 2; session++) {
            String token = client.login();
            for (int i = 0; i < 5; i++) {
                assertThat(client.readAs(token, "eq", "list").path("result").asText())
                        .isEqualTo("OK");
            }
            for (int i = 0; i < 2; i++) {
                assertThat(client.readAs(token, "eq", "list").path("message").asText())
                        .isEqualTo("Invalid token");
            }
        }
    }

    private static void loginRefused(HostkeyClient client) {
        assertThat(client.read("auth", "login", "key", Credentials.HOSTKEY_KEY).toString())
                .isEqualTo("{\"result\":-1,\"error\":\"No appropriate servers found\","
                        + "\"code\":\"NO_APPROPRIATE_SERVERS\"}");
    }
}
