package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that match no operation: they are calls of the operations {@code unknown}, seen, matched and answered. */
@Isolated("it asserts on what is logged")
@TestInstance(Lifecycle.PER_CLASS)
class UnknownCallsTest {
    private Hostdouble server;
    private ProviderClient client;

    @BeforeAll
    void start() throws Exception {
        server = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void enterAWorldOfItsOwn(TestInfo test) {
        client = new ProviderClient(
                server, "w" + Integer.toUnsignedString(test.getDisplayName().hashCode()));
        client.world();
    }

    private JsonNode verify(String body, int status) {
        Seen reply = client.control("POST", "verify", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /backups.php?action=list, hostkey/unknown, 200",
        "GET, /WHMCS.php, hostkey/unknown, 200",
        "POST, /whmcs.php/path, hostkey/unknown, 200",
        "POST, /iso.php?action=lits, hostkey/unknown, 200",
        "POST, /tf/backup, vss/unknown, 404",
        "GET, /tf, vss/unknown, 404",
        "GET, /v2/session/news, vss/unknown, 404",
        "GET, /auth/nobody, vss/unknown, 404",
        "GET, /api/v2/server, hosterapi/unknown, 404",
        "GET, /novnc/core.js, hosterapi/unknown, 404",
        "GET, /favicon.ico, unknown, 404",
        "POST, /, unknown, 404",
        "GET, /v20/iso, unknown, 404",
        "GET, /panel/backups.php, unknown, 404",
    })
    void each_is_a_call_in_the_journal_and_can_be_counted(String method, String target, String operation, int status) {
        Seen reply = client.send(method, target, "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(client.journal().findValuesAsText("operation")).containsExactly(operation);
        String path = target.replaceFirst("\\?.*", "");
        String expected = "{\"operation\":\"" + operation + "\",\"path\":\"" + path + "\"";
        verify("{\"calls\":[" + expected + "}]}", 200);
        verify("{\"calls\":[" + expected + ",\"times\":0}]}", 422);
        assertThat(client.controlled("GET", "requests?operation=" + operation, "")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v3/iso, did you mean GET /v2/iso (vss/iso.list)?",
        "/token/request-token, did you mean POST /tf/request-token",
        "/apis/v1/datacenter/server/4001/statu, did you mean GET /api/v1/datacenter/server/{sid}/status (hosterapi/server.status)?",
        "/favicon.ico, GET /_emulator/operations lists all operations",
        "/a/b.php, GET /_emulator/operations lists all operations",
        "/x/y, GET /_emulator/operations lists all operations",
        "/_emulater/clock, did you mean /_emulator/clock?",
        "/_Emulator, did you mean /_emulator?",
        "/emulator/jobs/3/finish, did you mean /_emulator/jobs/3/finish?",
        "/w/mine/_emulator/clock, did you mean /_w/mine/_emulator/clock?",
        "/world/mine/_emulater/clock, did you mean /_w/mine/_emulator/clock?",
        "/_world/mine/api/v1/datacenter/server, did you mean /_w/mine/api/v1/datacenter/server?",
        "/w/mine/anything/else/that/is/nobodys, GET /_emulator/operations lists all operations",
    })
    void the_reply_names_the_nearest_operation(String path, String part) {
        Seen reply = client.send("GET", path, "");
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(reply.body())
                .startsWith("hostdouble: no operation for GET " + path)
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({
        "hostkey/unknown, { path: /backups.php }, /backups.php",
        "vss/unknown, '{ path: { matches: \"^/tf/\" } }', /tf/backup",
        "unknown, { path: /health }, /health",
        "unknown, '{ path: [/a, /b] }', /b",
        "unknown, '{ body.user: me, query.q: 1 }', /login?q=1",
        "unknown, { body.list.0.id: 7 }, /login",
        "\"*\", { header.X-Test: magic }, /anywhere",
        "\"*/unknown\", { method: POST }, /api/nope",
        "'[unknown, vss/unknown]', { path: /login }, /login",
    })
    void a_rule_can_match_and_answer_one(String on, String when, String target) {
        client.rules("- { name: stub, on: " + on + ", when: " + when
                + ", effect: { reply: { status: 201, json: { ok: true } } }, expect: 1 }");
        String body = "{\"user\":\"me\",\"list\":[{\"id\":7}]}";
        Seen reply = client.send("POST", target, body, "Content-Type: application/json", "X-Test: magic");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("{\"ok\":true}");
        assertThat(client.verify().path("ok").asBoolean(true)).isTrue();
        assertThat(client.journal().get(0).path("ruleHits").toString()).contains("test/stub");
        assertThat(client.send("POST", "/elsewhere", "").status()).isEqualTo(404);
    }

    @Test
    void forms_and_parts_are_matched_too() {
        client.rules("- { on: unknown, when: { body.user: me }, effect: { reply: { status: 201 } } }");
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(client.send("POST", "/login", "user=m%65&x", form).status()).isEqualTo(201);
        String parts = "--b\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\nme\r\n--b--\r\n";
        assertThat(client.send("POST", "/login", parts, "Content-Type: multipart/form-data; boundary=b")
                        .status())
                .isEqualTo(201);
        assertThat(client.send("POST", "/login", "[1]").status()).isEqualTo(404);
        assertThat(client.send("POST", "/login", "{broken").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ gateway: 502 }",
                "{ break: true }",
                "{ rate_limit: { limit: 0 } }",
                "{ rate_limit: { limit: 0, by: credential } }",
                "{ content: { type: text/x-other } }",
                "{ transport: truncate }",
            })
    void every_effect_on_replies_strikes_them(String effect) {
        client.rules("- { name: it, on: unknown, effect: " + effect + " }");
        client.send("GET", "/nowhere", "", "Authorization: Bearer x");
        assertThat(client.hits().get(0).path("applied").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown|{ path: /backups.php }|no call of unknown has the path '/backups.php': it belongs to hostkey",
                "unknown|{ path: /_emulator/clock }|the server keeps it for itself",
                "unknown|{ path: /_w/mine/x }|the server keeps it for itself",
                "unknown|{ path: { matches: \"^/tf/\" } }|no call of unknown has the path '/tf/': it belongs to vss",
                "vss/unknown|{ path: /health }|it belongs to no provider, and its operation is unknown",
                "vss/unknown|{ path: { matches: \"^/oauth/token\" } }|its operation is unknown",
                "hostkey/unknown|{ path: [/backups.php, /tf] }|no call of hostkey/unknown has the path '/tf': it belongs to vss",
                "hosterapi/server.start|{ path: /api/v1/datacenter/server/4001/stop }|the paths of these operations are",
                "hosterapi/server.*|{ path: { matches: \"^/api/v2/\" } }|the paths of these operations are",
            })
    void a_path_that_no_call_can_have_is_refused(String on, String when, String problem) {
        Seen reply = client.control(
                "POST",
                "scenarios",
                "scenario: x\nrules: [{ on: " + on + ", when: " + when + ", effect: { gateway: 502 } }]");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosterapi/server.start|/api/v1/datacenter/server/4001/start",
                "hosterapi/server.start|/api/v1/datacenter/server/40%301/start/",
                "hosterapi/unknown|//api//v1",
                "hosterapi/unknown|/API/v1",
                "vss/*|/tf/enable",
                "\"*\"|/backups.php",
                "\"*\"|{ matches: \"^/[to][fs]\" }",
                "vss/iso.get|{ matches: \"^/v2/iso/1?\" }",
                "hostkey/iso.*|{ matches: \"^/iso[.]php$\" }",
                "unknown|{ matches: \"tf\" }",
            })
    void a_path_that_some_call_can_have_is_accepted(String on, String path) {
        client.rules("- { on: " + on + ", when: { path: " + path + " }, effect: { gateway: 502 } }");
    }

    @Test
    void an_error_of_a_provider_cannot_answer_a_call_to_none() {
        Seen reply = client.control(
                "POST", "scenarios", "scenario: x\nrules: [{ on: unknown, effect: { error: NOT_FOUND } }]");
        assertThat(reply.body()).contains("'error' can never change a call of unknown");
        client.rules("- { on: \"*\", effect: { error: SERVER_ERROR } }");
        assertThat(client.send("GET", "/nowhere", "").status()).isEqualTo(404);
    }

    @Test
    void an_operation_or_path_that_cannot_be_is_refused_in_verify() {
        String call = "{\"calls\":[{\"operation\":\"%s\",\"path\":\"%s\",\"times\":0}]}";
        verify(String.format(call, "unknown", "/health"), 200);
        verify(String.format(call, "unknown", "*/health"), 200);
        verify(String.format(call, "hostkey/unknown", "/o*.php"), 200);
        assertThat(verify(String.format(call, "unknown", "/backups.php"), 400).toString())
                .contains("it belongs to hostkey");
        verify(String.format(call, "unknown", "/tf/*"), 400);
        verify(String.format(call, "vss/unknown", "/backups.php"), 400);
        verify(String.format(call, "unknwon", "/x"), 400);
    }

    @Test
    void each_shape_of_path_is_logged_once_with_the_nearest_operation() throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("world.UnknownCalls");
                Hostdouble own = Hostdouble.start(Settings.forTests())) {
            for (String world : List.of("one", "two")) {
                ProviderClient caller = new ProviderClient(own, world);
                caller.send("GET", "/api/v1/datacenter/server/4001/statu", "");
                caller.send("GET", "/api/v1/datacenter/server/4002/statu", "");
                caller.send("POST", "/backups.php?action=list&id=" + world, "");
                caller.send("POST", "/backups.php", "");
                caller.send("OPTIONS", "/api/v1/nope", "", "Access-Control-Request-Method: GET");
                caller.send("GET", "/zzz", "");
                caller.send("GET", "/_emulato", "");
                caller.rules("- { on: unknown, effect: { reply: { status: 200 } } }");
                caller.send("GET", "/stubbed", "");
            }
            assertThat(logs.problems())
                    .containsExactly(
                            "world one: GET /api/v1/datacenter/server/4001/statu matches no operation; did you mean GET"
                                    + " /api/v1/datacenter/server/{sid}/status (hosterapi/server.status)?",
                            "world one: POST /backups.php action=list matches no operation; did you mean"
                                    + " /stocks.php action=list (hostkey/stocks.list)?",
                            "world one: POST /backups.php matches no operation; no operation is near",
                            "world one: GET /zzz matches no operation; no operation is near",
                            "world one: GET /_emulato matches no operation; did you mean /_emulator?");
        }
    }

    @Test
    void no_more_than_two_hundred_are_remembered() throws Exception {
        try (CapturedLogs logs = CapturedLogs.of("world.UnknownCalls");
                Hostdouble own = Hostdouble.start(Settings.forTests())) {
            ProviderClient caller = new ProviderClient(own, "many");
            for (int i = 0; i < 230; i++) {
                caller.send("GET", "/zzz" + (char) ('a' + i / 26) + (char) ('a' + i % 26), "");
            }
            assertThat(logs.problems()).hasSize(201);
            assertThat(logs.problems())
                    .filteredOn(line -> line.contains("further ones are not logged"))
                    .hasSize(1);
        }
    }

    @Test
    void the_front_page_says_what_this_is_and_is_no_call() {
        Seen text = client.send("GET", "/", "");
        assertThat(text.status()).isEqualTo(200);
        assertThat(text.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.body()).startsWith("Hostdouble ").contains("hostkey at /*.php", "/_emulator/health");
        Seen html = client.send("GET", "/_w/other/", "", "Accept: text/html,*/*");
        assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(html.body()).contains("<a href=\"/_w/other/_emulator/operations\">");
        assertThat(client.send("HEAD", "/", "").status()).isEqualTo(200);
        assertThat(client.send("GET", "/_w/<b>/", "").status()).isEqualTo(400);
        assertThat(client.journal()).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_read_is_refused_in_plain_text_where_its_path_is_nobodys() {
        Seen reply = client.send("POST", "/upload", "", "Content-Length: 9999999");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo("hostdouble: the request is malformed, incomplete or too large\n");
        Seen owned = client.send("POST", "/tf/x", "", "Content-Length: 9999999");
        assertThat(owned.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_request_breaks_where_a_rule_says_so_on_any_path() {
        client.rules("- { name: cut, on: unknown, effect: { transport: { kind: reset, during: request, after: 4 } } }");
        client.send("POST", "/upload", "0123456789");
        assertThat(client.hits().get(0).path("applied").asInt()).isEqualTo(1);
    }
}
