package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import java.util.List;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that depend on earlier calls or change the call, and several effects of one rule. */
class StatefulEffectsTest extends EffectStory {
    @Test
    void more_calls_than_the_limit_are_too_many_until_the_window_ends() {
        client.vss().call("GET", "/v2/user");
        effect("\"*\"", "{ rate_limit: { limit: 2, per: 30s } }");
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            assertThat(read(api).status()).isEqualTo(200);
            assertThat(read(api).status()).isEqualTo(200);
        }
        client.advance("9001ms"); // of what is left, a part of a second is a whole one to wait
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            Seen refused = read(api);
            assertThat(refused.status()).as(api).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("21");
        }
        assertThat(read("hosterapi").body()).contains("Too Many Attempts.");
        assertThat(read("hostkey").body()).contains("<h1>429 Too Many Requests</h1>");
        assertThat(read("vss").body()).contains("You have exceeded your request rate");
        assertThat(client.hostkey()
                        .callAs(Credentials.HOSTKEY_STAFF, "eq", "list")
                        .status())
                .isEqualTo(200);
        client.advance("21s");
        for (String api : List.of("hosterapi", "hostkey", "vss")) {
            assertThat(read(api).status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_that_expired_is_refused_from_then_on() {
        effect("hosterapi/server.status", "{ expire_token: true }");
        assertThat(client.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(200);
        assertThat(read("hosterapi").body()).contains("0x03: unauthorized");
        assertThat(client.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(401);
        assertThat(client.control("POST", "reset", "").status()).isEqualTo(200);
        assertThat(client.hosterapi().call("GET", "/datacenter/server").status())
                .isEqualTo(200);
    }

    @Test
    void a_new_token_of_hostkey_is_good_again() {
        client.rules("- { on: hostkey/eq.list, calls: 1, effect: { expire_token: true } }");
        assertThat(read("hostkey").body()).contains("Invalid token");
        assertThat(client.hostkey().call("iso", "list_iso", "id", "456").body()).contains("Invalid token");
        String token = client.hostkey()
                .callAs("", "auth", "login", "key", Credentials.HOSTKEY_KEY)
                .json()
                .at("/result/token")
                .asText();
        assertThat(client.hostkey().callAs(token, "eq", "list").body()).contains("456");
        assertThat(read("hostkey").body()).contains("Invalid token");
    }

    @Test
    void a_new_token_of_vss_is_good_again_even_if_requested_at_the_same_instant() {
        client.vss().loginAgain();
        client.rules("- { on: vss/user.get, calls: 1, effect: { expire_token: true } }");
        assertThat(read("vss").status()).isEqualTo(401);
        assertThat(client.vss().call("GET", "/v2/iso").status()).isEqualTo(401);
        client.vss().loginAgain();
        assertThat(read("vss").status()).isEqualTo(200);
        assertThat(client.vss().call("GET", "/v2/iso").status()).isEqualTo(200);
    }

    @Test
    void a_stale_read_answers_as_before() {
        effect("hosterapi/server.status", "{ stale: 2 }");
        String first = read("hosterapi").body();
        client.advance("1s");
        assertThat(read("hosterapi").body()).isEqualTo(first);
        client.advance("1s");
        assertThat(read("hosterapi").body()).isEqualTo(first);
        client.advance("1s");
        String second = read("hosterapi").body();
        assertThat(second).isNotEqualTo(first);
        client.hosterapi().call("GET", "/datacenter/server/4002/status");
        assertThat(client.hosterapi()
                        .call("GET", "/datacenter/server/4002/status")
                        .body())
                .isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void a_call_is_performed_twice_by_the_effect_twice(String api) {
        read(api);
        effect("\"*\"", "{ twice: true }");
        assertThat(start(api).status()).isBetween(200, 202);
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void a_server_is_made_with_fewer_addresses_than_were_asked_for() {
        effect("hosterapi/server.create", "{ ask: { ipCount: 1 } }");
        Seen ticket = client.hosterapi()
                .call(
                        "POST",
                        "/datacenter/server",
                        "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"ipCount\":3}");
        client.advance("1m");
        JsonNode job = client.hosterapi().job(ticket.json().at("/result/jobId").asInt());
        assertThat(job.at("/result/output/ips")).hasSize(1);
    }

    @Test
    void effects_of_one_rule_act_together_whatever_their_order() {
        client.rules("""
                - on: "*"
                  calls: 1
                  effect:
                    - content: { bom: true, type: text/x-last }
                    - delay: 200ms
                    - reply: { status: 503, body: away }
                - { on: "*", calls: 2, effect: { transport: { kind: truncate, after: 6 }, gateway: 502 } }
                - { on: hosterapi/server.reinstall, calls: 1, effect: [ { lose_reply: true }, { job: { vanish: true } } ] }
                - { on: "*", calls: 4, effect: { content: { type: text/html }, error: SERVER_ERROR } }
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
        assertThat(client.hits().stream().map(rule -> rule.path("applied").asInt()))
                .containsExactly(1, 1, 1, 1);
    }
}
