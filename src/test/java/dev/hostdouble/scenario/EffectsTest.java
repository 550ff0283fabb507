package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.wire.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What effects do, as clients of each provider see it. */
class EffectsTest extends ScenarioStory {
    private static final String STATUS = "/datacenter/server/4001/status";
    private static final String REINSTALL = "/datacenter/server/4001/reinstall";
    private static final String ISO = "/v2/user/image/iso";

    private void effect(String on, String effect) {
        caller.rules("- { on: " + on + ", effect: " + effect + " }");
    }

    /** A read of each provider. */
    private Seen read(String api) {
        return switch (api) {
            case "hosterapi" -> caller.hosterapi().call("GET", STATUS);
            case "hostkey" -> caller.hostkey().call("eq", "list");
            default -> caller.vss().call("GET", "/v2/user");
        };
    }

    /** A call of each provider that starts a job. */
    private Seen start(String api) {
        return switch (api) {
            case "hosterapi" -> caller.hosterapi().call("PUT", REINSTALL);
            case "hostkey" -> caller.hostkey().call("vm", "load_stats", "id", "456");
            default -> caller.vss().call("PATCH", ISO);
        };
    }

    private List<String> jobs() {
        return caller.control("GET", "jobs", "").json().path("jobs").findValuesAsText("operation");
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(member -> texts.addAll(texts(member)));
        return texts;
    }

    private static long millis(Supplier<Seen> call) {
        long begun = NanoTime.now();
        assertThat(call.get().status()).isBetween(200, 299);
        return NanoTime.millisSince(begun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void every_error_of_a_provider_comes_in_its_own_words(String api) {
        String on = api.equals("hosterapi")
                ? "hosterapi/server.status"
                : api + "/" + (api.equals("vss") ? "user.get" : "eq.list");
        read(api);
        for (ApiError error : Inventory.provider(api).errors()) {
            StringBuilder effect = new StringBuilder("error: " + error.name());
            String words = error.template();
            for (String name : ErrorCatalogue.placeholders(error)) {
                boolean sayable = !name.equals("error"); // which is the name of the effect
                words = words.replace("{" + name + "}", sayable ? "a/ü " + name : "");
                effect.append(sayable ? ", " + name + ": \"a/ü " + name + "\"" : "");
            }
            String yaml = "{ scenario: test, rules: [ { on: " + on + ", effect: { " + effect + " } } ] }";
            assertThat(caller.control("PUT", "scenarios/test", yaml).status()).isBetween(200, 201);

            Seen reply = read(api);

            assertThat(reply.status()).as(error.name()).isEqualTo(error.status());
            assertThat(texts(reply.json())).as(error.name()).contains(words);
            JsonNode last = caller.journal().get(0);
            assertThat(last.path("answer").asText()).isEqualTo(error.name());
            assertThat(last.at("/ruleHits/0/rule").asText()).isEqualTo("test/rule-1");
        }
    }

    @Test
    void an_error_is_named_by_its_code_and_what_is_left_out_comes_from_the_call() {
        effect("hosterapi/server.*", "{ error: \"0x01\" }");
        assertThat(caller.hosterapi()
                        .call("PUT", "/datacenter/server/4001/start")
                        .body())
                .contains("0x01: no vm with id 4001 found");
    }

    @Test
    void a_code_of_several_errors_is_the_one_the_operation_documents() {
        effect("hosterapi/*", "{ error: \"0xa1\" }");
        assertThat(caller.hosterapi()
                        .call("PUT", "/datacenter/server/4001/password/reset")
                        .body())
                .contains("0xa1: failed to set config on vm");
        assertThat(caller.hosterapi()
                        .call("PUT", "/datacenter/server/4001/start")
                        .body())
                .contains("0xa1: failed to send");
    }

    @Test
    void an_error_keeps_an_operation_from_taking_effect() {
        effect("hosterapi/server.reinstall", "{ error: TIMEOUT }");
        assertThat(start("hosterapi").status()).isEqualTo(500);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void who_is_not_let_in_hears_that_first() {
        effect("\"*\"", "{ error: SERVER_ERROR }");
        assertThat(caller.send("GET", "/api/v1" + STATUS, "").body()).contains("0x03: unauthorized");
        assertThat(caller.hostkey().callAs("nonsense", "eq", "list").body()).contains("Invalid token");
        assertThat(caller.send("GET", "/v2/user", "").status()).isEqualTo(401);
    }

    @Test
    void a_reply_may_hold_what_is_in_the_call() {
        effect(
                "hosterapi/server.status",
                "{ reply: { status: 409, headers: { X-Sid: \"no {{path.sid}}\" }, "
                        + "body: \"{{now}} {{ match }} {{header.x-me}} {{query.q}} {{state.vm.state}} {{body.no}}"
                        + " {{random.8}} {{}}\" } }");
        Seen first = caller.hosterapi().call("GET", STATUS + "?q=%7B%7Bmatch%7D%7D$1", "", "X-Me: I");
        assertThat(first.status()).isEqualTo(409);
        assertThat(first.header("X-Sid")).isEqualTo("no 4001");
        assertThat(first.body()).matches("2024-02-01T00:00:00Z 1 I \\{\\{match}}\\$1 running  [A-Za-z0-9]{8} \\{\\{}}");
        assertThat(caller.hosterapi().call("GET", STATUS).body()).startsWith("2024-02-01T00:00:00Z 2 ");
    }

    @Test
    void a_reply_is_one_whole_reply_whatever_is_put_into_its_head() {
        caller.rules("""
                - { on: "*", calls: 1, effect: { reply: { headers: { X-A: "{{query.q}}" }, body: fine } } }
                - { on: "*", calls: 1, effect: { reply: { headers: { Content-Length: 99 }, body: fine } } }
                - { on: "*", calls: 1, effect: { reply: { headers: { Transfer-Encoding: chunked }, body: fine } } }
                - { on: "*", calls: 1, effect: { reply: { status: 204, body: fine } } }
                - { on: "*", calls: 1, effect: { reply: { status: 304, body: fine } } }
                """);
        Seen split = caller.hosterapi().call("GET", STATUS + "?q=a%0D%0AX-B:%20b%0D%0A%0D%0Ac");
        assertThat(split.status()).isEqualTo(200);
        assertThat(split.header("X-B")).isEmpty();
        assertThat(split.body()).isEqualTo("fine");
        for (int status : List.of(200, 200, 204, 304)) {
            Seen reply = caller.hosterapi().call("GET", STATUS);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.end()).isEqualTo(Seen.End.CLOSED);
            assertThat(reply.bytes().split("HTTP/1.1", -1)).hasSize(2);
        }
    }

    @Test
    void a_reply_in_json_says_so() {
        effect("vss/user.get", "{ reply: { status: 299, json: { a: [1, \"{{method}}\"] } } }");
        Seen reply = caller.vss().call("GET", "/v2/user");
        assertThat(reply.body()).isEqualTo("{\"a\":[1,\"GET\"]}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_reply_takes_the_place_of_the_call_unless_it_is_performed() {
        caller.rules("""
                - { on: hosterapi/server.reinstall, calls: 1, effect: { reply: { status: 200, body: "no" } } }
                - { on: hosterapi/server.reinstall, effect: { reply: { status: 200, body: "yes", performed: true } } }
                """);
        assertThat(start("hosterapi").body()).isEqualTo("no");
        assertThat(jobs()).isEmpty();
        assertThat(start("hosterapi").body()).isEqualTo("yes");
        assertThat(jobs()).containsExactly("hosterapi/server.reinstall");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void the_gateway_has_pages_of_its_own_and_a_504_took_effect(String api) {
        caller.rules("""
                - { on: "*", calls: 2, effect: { gateway: 502 } }
                - { on: "*", calls: 2, effect: { gateway: { status: 503, retry_after: 30 } } }
                - { on: "*", calls: 2, effect: { gateway: 504 } }
                """);
        if (api.equals("vss")) {
            caller.vss().loginAgain();
        } else {
            read(api);
        }
        Seen bad = start(api);
        assertThat(bad.status()).isEqualTo(502);
        assertThat(bad.header("Server")).isEqualTo("nginx");
        assertThat(bad.header("Content-Type")).isEqualTo("text/html");
        assertThat(bad.body()).contains("<h1>502 Bad Gateway</h1>");
        Seen unavailable = start(api);
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("Retry-After")).isEqualTo("30");
        assertThat(jobs()).isEmpty();
        Seen late = start(api);
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.body()).contains("504 Gateway Time-out");
        assertThat(jobs()).hasSize(1);
        assertThat(start(api).status()).isBetween(200, 202);
    }

    @Test
    void jobs_of_hosterapi_meet_their_fates() {
        caller.rules("""
                - { on: "*reinstall", calls: 1, effect: { job: { fail: "0xa3", at: 0.5 } } }
                - { on: "*reinstall", calls: 1, effect: { job: { fail: disk is full } } }
                - { on: "*reinstall", calls: 1, effect: { job: { hold: 0.5 } } }
                - { on: "*reinstall", calls: 1, effect: { job: { slow: 10 } } }
                - { on: "*reinstall", calls: 1, effect: { job: { vanish: true } } }
                - { on: "*reinstall", calls: 1, effect: { job: { finish: true } } }
                - { on: "*reinstall", calls: 1, effect: { job: { regress: { at: 0.66, to: 0.1 } } } }
                """);
        int timeout = caller.hosterapi().reinstall();
        int full = caller.hosterapi().reinstall();
        int held = caller.hosterapi().reinstall();
        int slow = caller.hosterapi().reinstall();
        int lost = caller.hosterapi().reinstall();
        int quick = caller.hosterapi().reinstall();
        int fallen = caller.hosterapi().reinstall();
        assertThat(progress(lost)).isEqualTo("0xc1: job not found");
        assertThat(progress(quick)).isEqualTo("finished 1.0");
        assertThat(progress(held)).isEqualTo("queued 0.0");
        caller.advance("4s");
        assertThat(progress(fallen)).isEqualTo("executing 0.66");
        caller.advance("1s");
        assertThat(progress(fallen)).isEqualTo("executing 0.1");
        assertThat(progress(full)).startsWith("failed").endsWith(" disk is full");
        assertThat(progress(timeout)).isEqualTo("failed 0.5 0xa3: timeout");
        caller.advance("1s");
        assertThat(progress(fallen)).isEqualTo("finished 1.0");
        caller.advance("53s");
        assertThat(progress(slow)).isEqualTo("executing 0.66");
        caller.advance("1s");
        assertThat(progress(slow)).isEqualTo("finished 1.0");
        caller.advance("1d");
        assertThat(progress(held)).isEqualTo("executing 0.33");
    }

    private String progress(int job) {
        JsonNode reply = caller.hosterapi().job(job);
        JsonNode result = reply.path("result");
        if (!result.isObject()) {
            return reply.path("error").asText();
        }
        String said =
                result.path("status").asText() + " " + result.path("progress").asDouble();
        return result.path("output").isTextual()
                ? said + " " + result.path("output").asText()
                : said;
    }

    @Test
    void tasks_of_hostkey_meet_their_fates() {
        caller.rules("""
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { fail: STATS_FAILED } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { fail: no more stats } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { hold: 0.5 } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { slow: 10 } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { vanish: true } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { finish: true } } }
                - { on: hostkey/vm.load_stats, calls: 1, effect: { job: { regress: { at: 0.5, to: 0.1 } } } }
                """);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            keys.add(caller.hostkey().stats());
        }
        assertThat(caller.hostkey().check(keys.get(4)).path("message").asText()).isEqualTo("AsyncKey not found");
        assertThat(result(keys.get(5))).isEqualTo("OK");
        assertThat(result(keys.get(6))).isEqualTo("Not ready");
        caller.advance("1s");
        JsonNode failed = caller.hostkey().check(keys.get(0));
        assertThat(failed.path("result").asText()).isEqualTo("Error");
        assertThat(failed.path("scope").asText()).isEqualTo("failed to request stats for 456");
        assertThat(caller.hostkey().check(keys.get(1)).path("scope").asText()).isEqualTo("no more stats");
        assertThat(result(keys.get(6))).isEqualTo("OK");
        caller.advance("8s");
        assertThat(result(keys.get(3))).isEqualTo("Not ready");
        caller.advance("1s");
        assertThat(result(keys.get(3))).isEqualTo("OK");
        caller.advance("1d");
        assertThat(result(keys.get(2))).isEqualTo("Not ready");
    }

    private String result(String key) {
        return caller.hostkey().check(key).path("result").asText();
    }

    @Test
    void synchronizations_of_vss_meet_their_fates() {
        caller.rules("""
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { fail: NOT_FOUND } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { fail: the store is away } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { hold: 0.2 } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { slow: 2 } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { vanish: true } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { finish: true } } }
                - { on: vss/user_iso.sync, calls: 1, effect: { job: { regress: { at: 0.5, to: 0.1 } } } }
                """);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            paths.add(caller.vss().sync());
        }
        assertThat(caller.vss().call("GET", paths.get(4)).status()).isEqualTo(404);
        assertThat(sync(paths.get(5)).path("status").asText()).isEqualTo("PROCESSED");
        caller.advance("5s");
        assertThat(sync(paths.get(0)).path("status").asText()).isEqualTo("ERROR");
        assertThat(texts(sync(paths.get(0)).at("/message/errors"))).containsExactly("item not found");
        assertThat(texts(sync(paths.get(1)).at("/message/errors"))).containsExactly("the store is away");
        assertThat(sync(paths.get(6)).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(sync(paths.get(3)).path("status").asText()).isEqualTo("IN_PROGRESS");
        caller.advance("5s");
        assertThat(sync(paths.get(3)).path("status").asText()).isEqualTo("PROCESSED");
        caller.advance("1h");
        assertThat(sync(paths.get(2)).path("status").asText()).isEqualTo("PENDING");
    }

    private JsonNode sync(String path) {
        return caller.vss().call("GET", path).json().path("data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_delay_is_what_the_client_waits_for(String api) {
        read(api);
        caller.rules("""
                - { on: "*", calls: 1, effect: { delay: 300ms } }
                - { on: "*", calls: 1, effect: { delay: { from: 200ms, to: 250ms } } }
                - { on: "*", calls: 1, effect: { delay: { median: 200ms, sigma: 0.0001 } } }
                - { on: "*", calls: 1, effect: [ { delay: 100ms }, { delay: 150ms } ] }
                """);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(300);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(200);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(190);
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_slow_body_comes_no_faster_than_it_is_told_to(String api) {
        Seen fast = read(api);
        int speed = Math.max(20, fast.raw().length() * 2);
        effect("\"*\"", "{ slow_body: " + speed + " }");
        assertThat(millis(() -> read(api))).isGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_reply_that_is_lost_took_effect(String api) {
        read(api);
        effect("\"*\"", "{ lose_reply: true }");
        assertThat(start(api)).isEqualTo(new Seen("", Seen.End.CLOSED));
        assertThat(jobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void connections_fail_in_every_way(String api) {
        String whole = read(api).raw();
        caller.rules("""
                - { on: "*", calls: 1, effect: { transport: reset } }
                - { on: "*", calls: 1, effect: { transport: empty } }
                - { on: "*", calls: 1, effect: { transport: garbage } }
                - { on: "*", calls: 1, effect: { transport: { kind: reset, after: 5 } } }
                - { on: "*", calls: 1, effect: { transport: { kind: truncate, after: 5 } } }
                - { on: "*", calls: 1, effect: { transport: { kind: malformed_chunk, after: 5 } } }
                - { on: "*", calls: 1, effect: { transport: { kind: stall, after: 5 } } }
                - { on: "*", calls: 1, effect: { transport: close } }
                """);
        String start = whole.substring(0, 5);
        assertThat(read(api)).isEqualTo(new Seen("", Seen.End.RESET));
        assertThat(read(api)).isEqualTo(new Seen("", Seen.End.CLOSED));
        Seen garbage = read(api);
        assertThat(garbage.bytes()).contains("this is no HTTP").doesNotContain("HTTP/1.1");
        Seen reset = read(api);
        assertThat(reset.end()).isEqualTo(Seen.End.RESET);
        assertThat(reset.raw()).isEqualTo(start);
        Seen cut = read(api);
        assertThat(cut.end()).isEqualTo(Seen.End.CLOSED);
        assertThat(cut.raw()).isEqualTo(start);
        assertThat(Integer.parseInt(cut.header("Content-Length"))).isEqualTo(whole.length());
        Seen chunk = read(api);
        assertThat(chunk.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(chunk.raw()).isEqualTo("5\r\n" + start + "\r\nZZ\r\n");
        caller.timeout(500);
        Seen stalled = read(api);
        assertThat(stalled.end()).isEqualTo(Seen.End.OPEN);
        assertThat(stalled.raw()).isEqualTo(start);
        assertThat(read(api).raw()).isEqualTo(whole);
    }

    @Test
    void a_connection_that_fails_before_anything_comes_took_no_effect_and_later_it_did() {
        caller.rules("""
                - { on: "*reinstall", calls: 1, effect: { transport: reset } }
                - { on: "*reinstall", calls: 1, effect: { transport: empty } }
                - { on: "*reinstall", calls: 1, effect: { transport: garbage } }
                - { on: "*reinstall", calls: 1, effect: { transport: { kind: reset, after: 1 } } }
                """);
        start("hosterapi");
        start("hosterapi");
        start("hosterapi");
        assertThat(jobs()).isEmpty();
        start("hosterapi");
        assertThat(jobs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void the_right_body_comes_in_the_wrong_clothes(String api) {
        String right = read(api).body();
        caller.rules("""
                - { on: "*", calls: 1, effect: { content: { type: text/html; charset=latin1 } } }
                - { on: "*", calls: 1, effect: { content: { charset: UTF-16LE } } }
                - { on: "*", calls: 1, effect: { content: { bom: true } } }
                - { on: "*", calls: 1, effect: { content: { type: application/xml, charset: UTF-16LE, bom: true } } }
                """.replace("text/html; charset=latin1", "\"text/html; charset=latin1\""));
        Seen html = read(api);
        assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=latin1");
        assertThat(html.body()).isEqualTo(right);
        Seen wide = read(api);
        assertThat(wide.header("Content-Type")).isEqualTo("application/json");
        assertThat(new String(wide.raw().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16LE))
                .isEqualTo(right);
        assertThat(read(api).body()).isEqualTo("\uFEFF" + right);
        Seen all = read(api);
        assertThat(all.header("Content-Type")).isEqualTo("application/xml");
        assertThat(all.raw()).startsWith("\u00FF\u00FE");
    }

    @Test
    void more_calls_than_the_limit_are_too_many_until_the_window_ends() {
        caller.vss().call("GET", "/v2/user");
        effect("\"*\"", "{ rate_limit: { limit: 2, per: 30s } }");
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            assertThat(read(api).status()).isEqualTo(200);
            assertThat(read(api).status()).isEqualTo(200);
        }
        caller.advance("9001ms"); // of what is left, a part of a second is a whole one to wait
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            Seen refused = read(api);
            assertThat(refused.status()).as(api).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("21");
        }
        assertThat(read("hosterapi").body()).contains("Too Many Attempts.");
        assertThat(read("hostkey").body()).contains("<h1>429 Too Many Requests</h1>");
        assertThat(read("vss").body()).contains("You have exceeded your request rate");
        assertThat(caller.hostkey()
                        .callAs(Credentials.HOSTKEY_STAFF, "eq", "list")
                        .status())
                .isEqualTo(200);
        caller.advance("21s");
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            assertThat(read(api).status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_that_expired_is_refused_from_then_on() {
        effect("hosterapi/server.status", "{ expire_token: true }");
        assertThat(caller.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(200);
        assertThat(read("hosterapi").body()).contains("0x03: unauthorized");
        assertThat(caller.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(401);
        assertThat(caller.control("POST", "reset", "").status()).isEqualTo(200);
        assertThat(caller.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(200);
    }

    @Test
    void a_new_token_of_hostkey_is_good_again() {
        caller.rules("- { on: hostkey/eq.list, calls: 1, effect: { expire_token: true } }");
        assertThat(read("hostkey").body()).contains("Invalid token");
        assertThat(caller.hostkey().call("iso", "list_iso", "id", "456").body()).contains("Invalid token");
        String token = caller.hostkey()
                .callAs("", "auth", "login", "key", Credentials.HOSTKEY_KEY)
                .json()
                .at("/result/token")
                .asText();
        assertThat(caller.hostkey().callAs(token, "eq", "list").body()).contains("456");
        assertThat(read("hostkey").body()).contains("Invalid token");
    }

    @Test
    void a_new_token_of_vss_is_good_again_be_it_had_at_the_same_instant() {
        caller.vss().loginAgain();
        caller.rules("- { on: vss/user.get, calls: 1, effect: { expire_token: true } }");
        assertThat(read("vss").status()).isEqualTo(401);
        assertThat(caller.vss().call("GET", "/v2/iso").status()).isEqualTo(401);
        caller.vss().loginAgain();
        assertThat(read("vss").status()).isEqualTo(200);
        assertThat(caller.vss().call("GET", "/v2/iso").status()).isEqualTo(200);
    }

    @Test
    void a_stale_read_answers_as_before() {
        effect("hosterapi/server.status", "{ stale: 2 }");
        String first = read("hosterapi").body();
        caller.advance("1s");
        assertThat(read("hosterapi").body()).isEqualTo(first);
        caller.advance("1s");
        assertThat(read("hosterapi").body()).isEqualTo(first);
        caller.advance("1s");
        String second = read("hosterapi").body();
        assertThat(second).isNotEqualTo(first);
        caller.hosterapi().call("GET", "/datacenter/server/4002/status");
        assertThat(caller.hosterapi()
                        .call("GET", "/datacenter/server/4002/status")
                        .body())
                .isNotEqualTo(second);
    }

    @Test
    void what_was_on_offer_is_gone_in_the_providers_words() {
        effect("hosterapi/dedicated.order", "{ out_of_stock: true }");
        JsonNode market =
                caller.hosterapi().call("GET", "/datacenter/dedicated/market").json();
        String id = market.at("/result/0/id").asText();
        Seen refused = caller.hosterapi()
                .call("POST", "/datacenter/dedicated/order", "{\"id\":" + id + ",\"template\":\"Debian10.0\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().path("error").asText()).isEqualTo("0x01: no vm with id " + id + " found");
        assertThat(caller.hosterapi()
                        .call("GET", "/datacenter/dedicated/market")
                        .json())
                .isEqualTo(market);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void what_was_asked_once_is_done_twice(String api) {
        read(api);
        effect("\"*\"", "{ twice: true }");
        assertThat(start(api).status()).isBetween(200, 202);
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void a_server_is_made_with_fewer_addresses_than_were_asked_for() {
        effect("hosterapi/server.create", "{ ask: { ipCount: 1 } }");
        Seen ticket = caller.hosterapi()
                .call(
                        "POST",
                        "/datacenter/server",
                        "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"ipCount\":3}");
        caller.advance("1m");
        JsonNode job = caller.hosterapi().job(ticket.json().at("/result/jobId").asInt());
        assertThat(job.at("/result/output/ips")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void an_operation_that_breaks_shows_the_providers_own_500_and_nothing_of_it_stays(String api) {
        read(api);
        effect("\"*\"", "[ { twice: true }, { break: true } ]");
        Seen broken;
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            broken = start(api);
            assertThat(logs.problems())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith(api + "/")
                    .endsWith(" failed unexpectedly in world " + caller.world().name() + ": broken on demand");
        }
        assertThat(broken.status()).isEqualTo(api.equals("hostkey") ? 200 : 500);
        assertThat(broken.body().toLowerCase(Locale.ROOT)).containsAnyOf("server error", "internal error");
        assertThat(broken.body()).doesNotContain("broken on demand", "Exception");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void several_effects_take_effect_in_their_order() {
        caller.rules("""
                - on: "*"
                  calls: 1
                  effect:
                    - reply: { status: 503, body: away }
                    - content: { bom: true }
                    - delay: 200ms
                    - content: { type: text/x-last }
                - { on: "*", calls: 1, effect: { gateway: 502, transport: { kind: truncate, after: 6 } } }
                - { on: "*", calls: 1, effect: [ { job: { vanish: true } }, { lose_reply: true } ] }
                - { on: "*", calls: 1, effect: { error: SERVER_ERROR, content: { type: text/html } } }
                """);
        long begun = NanoTime.now();
        Seen away = read("hosterapi");
        assertThat(NanoTime.millisSince(begun)).isGreaterThanOrEqualTo(200);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.body()).isEqualTo("\uFEFFaway");
        assertThat(away.header("Content-Type")).isEqualTo("text/x-last");
        Seen cut = read("hosterapi");
        assertThat(cut.status()).isEqualTo(502);
        assertThat(cut.raw()).isEqualTo("<html>");
        assertThat(start("hosterapi").bytes()).isEmpty();
        assertThat(jobs()).isEmpty();
        Seen error = read("hosterapi");
        assertThat(error.status()).isEqualTo(500);
        assertThat(error.header("Content-Type")).isEqualTo("text/html");
        assertThat(error.body()).contains("Server Error");
    }
}
