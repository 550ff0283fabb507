package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rate limits of scenarios: whose calls count together, for how long, and what a client is told. */
class RateLimitTest extends EffectStory {
    private static final int TOO_MANY = 429;

    private void limit(String rest) {
        effect("\"*\"", "{ rate_limit: { " + rest + " } }");
    }

    private int hostkey(String token) {
        return client.hostkey().callAs(token, "eq", "list").status();
    }

    @Test
    void the_tokens_of_an_account_count_together() {
        String first = client.hostkey().login();
        String second = client.hostkey().login();
        limit("limit: 2, per: 1m");
        assertThat(hostkey(first)).isEqualTo(200);
        assertThat(hostkey(second)).isEqualTo(200);
        assertThat(hostkey(second)).isEqualTo(TOO_MANY);
        assertThat(hostkey(Credentials.HOSTKEY_NEIGHBOUR)).isEqualTo(200);
        assertThat(read("hosterapi").status()).isEqualTo(200);
    }

    @Test
    void credentials_of_one_account_count_on_their_own() {
        String first = client.hostkey().login();
        String second = client.hostkey().login();
        limit("limit: 1, by: credential");
        assertThat(hostkey(first)).isEqualTo(200);
        assertThat(hostkey(second)).isEqualTo(200);
        assertThat(hostkey(first)).isEqualTo(TOO_MANY);
        assertThat(hostkey(second)).isEqualTo(TOO_MANY);
    }

    @Test
    void everybody_in_the_world_counts_together_even_who_is_not_let_in() {
        limit("limit: 3, by: world");
        assertThat(client.send("GET", "/v2/user", "").status()).isEqualTo(401);
        assertThat(read("hosterapi").status()).isEqualTo(200);
        assertThat(hostkey("nonsense")).isEqualTo(200);
        assertThat(read("hosterapi").status()).isEqualTo(TOO_MANY);
        assertThat(client.send("GET", "/v2/user", "").status()).isEqualTo(TOO_MANY);
        assertThat(hostkey("nonsense")).isEqualTo(TOO_MANY);
    }

    @Test
    void an_account_is_not_charged_for_callers_who_are_not_let_in() {
        limit("limit: 1");
        for (int i = 0; i < 3; i++) {
            assertThat(client.send("GET", "/api/v1" + STATUS, "").status()).isEqualTo(401);
        }
        assertThat(read("hosterapi").status()).isEqualTo(200);
        assertThat(read("hosterapi").status()).isEqualTo(TOO_MANY);
    }

    @Test
    void a_limit_applies_to_the_calls_beyond_it_only() {
        client.rules("- { on: hosterapi/*, expect: 2, effect: { rate_limit: { limit: 3 } } }");
        for (int i = 0; i < 5; i++) {
            read("hosterapi");
        }
        assertThat(client.hits().get(0).path("matched").asInt()).isEqualTo(5);
        assertThat(client.hits().get(0).path("applied").asInt()).isEqualTo(2);
        assertThat(client.verify().path("verified").asBoolean()).isTrue();
        assertThat(client.journal().get(4).at("/ruleHits/0/effects/0/note").asText())
                .isEqualTo("within the limit");
    }

    @Test
    void hosterapi_counts_down_in_the_headers_of_allowed_calls() {
        limit("limit: 2");
        for (String remaining : new String[] {"1", "0"}) {
            Seen allowed = read("hosterapi");
            assertThat(allowed.status()).isEqualTo(200);
            assertThat(allowed.header("X-RateLimit-Limit")).isEqualTo("2");
            assertThat(allowed.header("X-RateLimit-Remaining")).isEqualTo(remaining);
        }
        assertThat(read("hosterapi").status()).isEqualTo(TOO_MANY);
        assertThat(read("hostkey").header("X-RateLimit-Limit")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "credential", "world"})
    void the_headers_of_vss_are_those_of_the_rule(String by) {
        client.vss().call("GET", "/v2/user");
        client.advance("700ms");
        limit("limit: 2, per: 40s, by: " + by);
        for (String expected : new String[] {"200 2 1", "200 2 0", "429 2 0"}) {
            Seen reply = read("vss");
            assertThat(reply.status() + " " + reply.header("X-RateLimit-Limit") + " "
                            + reply.header("X-RateLimit-Remaining"))
                    .isEqualTo(expected);
            assertThat(reply.header("X-RateLimit-Reset")).isEqualTo(String.valueOf(1_706_745_600 + 40));
            client.advance("50ms");
        }
        client.advance("40s");
        assertThat(read("vss").header("X-RateLimit-Reset")).isEqualTo(String.valueOf(1_706_745_600 + 80));
    }

    @Test
    void each_provider_refuses_in_its_own_way() {
        client.vss().call("GET", "/v2/user");
        limit("limit: 0, per: 90s");
        Seen hosterapi = read("hosterapi");
        assertThat(hosterapi.json().path("message").asText()).isEqualTo("Too Many Attempts.");
        assertThat(hosterapi.header("X-RateLimit-Limit")).isEqualTo("0");
        assertThat(hosterapi.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(hosterapi.header("X-RateLimit-Reset")).isEqualTo(String.valueOf(1_706_745_600 + 90));
        Seen hostkey = read("hostkey");
        assertThat(hostkey.header("Server")).isEqualTo("nginx");
        assertThat(hostkey.body()).contains("<h1>429 Too Many Requests</h1>");
        Seen vss = read("vss");
        assertThat(vss.json().path("status").asInt()).isEqualTo(TOO_MANY);
        assertThat(vss.header("X-RateLimit-Limit")).isEqualTo("0");
        assertThat(vss.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(vss.header("X-RateLimit-Reset")).isEqualTo(String.valueOf(1_706_745_600 + 90));
        for (Seen refused : new Seen[] {hosterapi, hostkey, vss}) {
            assertThat(refused.status()).isEqualTo(TOO_MANY);
            assertThat(refused.header("Retry-After")).isEqualTo("90");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void the_wait_is_time_that_elapses_whatever_the_date_is_set_to(String api) {
        client.vss().call("GET", "/v2/user");
        limit("limit: 1, per: 1m");
        assertThat(read(api).status()).isEqualTo(200);
        client.advance("20s");
        for (String date : new String[] {"2024-01-01T00:00:00Z", "2024-02-01T12:00:00Z", "2024-02-01T00:00:01Z"}) {
            client.setDate(date);
            Seen refused = read(api);
            assertThat(refused.status()).as(date).isEqualTo(TOO_MANY);
            assertThat(refused.header("Retry-After")).as(date).isEqualTo("40");
        }
        client.advance("39s");
        assertThat(read(api).header("Retry-After")).isEqualTo("1");
        client.advance("1s");
        assertThat(read(api).status()).isEqualTo(200);
        assertThat(read(api).header("Retry-After")).isEqualTo("60");
    }

    @Test
    void looking_whether_a_request_breaks_while_it_is_read_charges_nobody() {
        client.rules("""
                - { name: limit, on: hosterapi/*, effect: { rate_limit: { limit: 3 } } }
                - { name: cut, on: hosterapi/*, calls: 9, effect: { transport: { kind: reset, during: request, after: 5 } } }
                """);
        String order = "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"ipCount\":1}";
        for (int i = 0; i < 3; i++) {
            assertThat(client.hosterapi()
                            .call("POST", "/datacenter/server", order)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(client.hosterapi().call("POST", "/datacenter/server", order).status())
                .isEqualTo(TOO_MANY);
        assertThat(client.hits().get(0).path("matched").asInt()).isEqualTo(4);
        assertThat(client.controlled("GET", "scenarios/test/explain", "").at("/rules/1/nearest"))
                .hasSize(4);
    }
}
