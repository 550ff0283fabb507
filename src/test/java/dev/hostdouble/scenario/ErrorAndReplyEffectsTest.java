package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.client.Seen;
import dev.hostdouble.core.ApiError;
import dev.hostdouble.provider.ErrorCatalogue;
import dev.hostdouble.wire.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that answer a call in place of its operation, as clients of each provider see them. */
@Isolated("it asserts on what is logged")
class ErrorAndReplyEffectsTest extends EffectStory {
    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void every_error_of_a_provider_can_be_injected_with_its_wording(String api) {
        String on = api.equals("hosterapi")
                ? "hosterapi/server.status"
                : api + "/" + (api.equals("vss") ? "user.get" : "eq.list");
        read(api);
        for (ApiError error : Inventory.provider(api).errors()) {
            StringBuilder effect = new StringBuilder("error: " + error.name());
            String words = error.template();
            List<String> with = new ArrayList<>();
            for (String name : ErrorCatalogue.placeholders(error)) {
                List<String> allowed = Inventory.provider(api).examples().getOrDefault(name, List.of());
                String value = allowed.size() > 1 ? allowed.get(allowed.size() - 1) : "a/ü " + name;
                words = words.replace("{" + name + "}", value);
                with.add(name + ": \"" + value + "\"");
            }
            effect.append(with.isEmpty() ? "" : ", with: { " + String.join(", ", with) + " }");
            String yaml = "{ scenario: test, rules: [ { on: " + on + ", effect: { " + effect + " } } ] }";
            assertThat(client.control("PUT", "scenarios/test", yaml).status()).isBetween(200, 201);

            Seen reply = read(api);

            assertThat(reply.status()).as(error.name()).isEqualTo(error.status());
            assertThat(texts(reply.json())).as(error.name()).contains(words);
            JsonNode last = client.journal().get(0);
            assertThat(last.path("answer").asText()).isEqualTo(error.name());
            assertThat(last.at("/ruleHits/0/rule").asText()).isEqualTo("test/rule-1");
        }
    }

    @Test
    void an_error_is_named_by_its_code_and_what_is_left_out_comes_from_the_call() {
        effect("hosterapi/server.*", "{ error: \"0x01\" }");
        assertThat(client.hosterapi()
                        .call("PUT", "/datacenter/server/4001/start")
                        .body())
                .contains("0x01: no vm with id 4001 found");
    }

    @Test
    void a_code_of_several_errors_is_the_one_the_operation_documents() {
        effect("hosterapi/*", "{ error: \"0xa1\" }");
        assertThat(client.hosterapi()
                        .call("PUT", "/datacenter/server/4001/password/reset")
                        .body())
                .contains("0xa1: failed to set config on vm");
        assertThat(client.hosterapi()
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
    void an_unauthenticated_caller_gets_the_401_first() {
        effect("\"*\"", "{ error: SERVER_ERROR }");
        assertThat(client.send("GET", "/api/v1" + STATUS, "").body()).contains("0x03: unauthorized");
        assertThat(client.hostkey().callAs("nonsense", "eq", "list").body()).contains("Invalid token");
        assertThat(client.send("GET", "/v2/user", "").status()).isEqualTo(401);
    }

    @Test
    void a_reply_can_contain_values_of_the_call() {
        effect(
                "hosterapi/server.status",
                "{ reply: { status: 409, headers: { X-Sid: \"no {{path.sid}}\" }, "
                        + "body: \"{{now}} {{ match }} {{header.x-me}} {{query.q}} {{state.vm.state}} {{body.no}}"
                        + " {{random.8}} {{}}\" } }");
        Seen first = client.hosterapi().call("GET", STATUS + "?q=%7B%7Bmatch%7D%7D$1", "", "X-Me: I");
        assertThat(first.status()).isEqualTo(409);
        assertThat(first.header("X-Sid")).isEqualTo("no 4001");
        assertThat(first.body()).matches("2024-02-01T00:00:00Z 1 I \\{\\{match}}\\$1 running  [A-Za-z0-9]{8} \\{\\{}}");
        assertThat(client.hosterapi().call("GET", STATUS).body()).startsWith("2024-02-01T00:00:00Z 2 ");
    }

    @Test
    void headers_of_a_reply_cannot_break_its_framing() {
        client.rules("""
                - { on: "*", calls: 1, effect: { reply: { headers: { X-A: "{{query.q}}" }, body: fine } } }
                - { on: "*", calls: 2, effect: { reply: { status: 204 } } }
                - { on: "*", calls: 3, effect: { reply: { status: 304 } } }
                """);
        Seen split = client.hosterapi().call("GET", STATUS + "?q=a%0D%0AX-B:%20b%0D%0A%0D%0Ac");
        assertThat(split.status()).isEqualTo(200);
        assertThat(split.header("X-B")).isEmpty();
        assertThat(split.body()).isEqualTo("fine");
        for (int status : List.of(204, 304)) {
            Seen reply = client.hosterapi().call("GET", STATUS);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.end()).isEqualTo(Seen.End.CLOSED);
            assertThat(reply.bytes().split("HTTP/1.1", -1)).hasSize(2);
        }
    }

    @Test
    void a_json_reply_has_the_json_content_type() {
        effect("vss/user.get", "{ reply: { status: 299, json: { a: [1, \"{{method}}\"] } } }");
        Seen reply = client.vss().call("GET", "/v2/user");
        assertThat(reply.body()).isEqualTo("{\"a\":[1,\"GET\"]}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_reply_replaces_the_call_unless_it_says_performed() {
        client.rules("""
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
    void the_gateway_has_its_own_error_pages_and_a_504_took_effect(String api) {
        client.rules("""
                - { on: "*", calls: 2, effect: { gateway: 502 } }
                - { on: "*", calls: 3, effect: { gateway: { status: 503, retry_after: 30 } } }
                - { on: "*", calls: 4, effect: { gateway: 504 } }
                """);
        if (api.equals("vss")) {
            client.vss().loginAgain();
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
    void out_of_stock_is_reported_in_the_providers_words() {
        effect("hosterapi/dedicated.order", "{ out_of_stock: true }");
        JsonNode market =
                client.hosterapi().call("GET", "/datacenter/dedicated/market").json();
        String id = market.at("/result/0/id").asText();
        Seen refused = client.hosterapi()
                .call("POST", "/datacenter/dedicated/order", "{\"id\":" + id + ",\"template\":\"Debian10.0\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().path("error").asText()).isEqualTo("0x01: no vm with id " + id + " found");
        assertThat(client.hosterapi()
                        .call("GET", "/datacenter/dedicated/market")
                        .json())
                .isEqualTo(market);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void an_operation_that_breaks_shows_the_providers_own_500_and_has_no_effect(String api) {
        read(api);
        effect("\"*\"", "{ break: true }");
        Seen broken;
        try (CapturedLogs logs = CapturedLogs.of("world")) {
            broken = start(api);
            assertThat(logs.problems()).isEmpty();
        }
        assertThat(broken.status()).isEqualTo(api.equals("hostkey") ? 200 : 500);
        assertThat(broken.body().toLowerCase(Locale.ROOT)).containsAnyOf("server error", "internal error");
        assertThat(broken.body()).doesNotContain("failure injected by a scenario rule", "Exception");
        assertThat(jobs()).isEmpty();
    }
}
