package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Providers;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that are counted together, so that one file holds for clients of one provider and of several. */
class ExpectTogetherTest extends EffectStory {
    private static final String USES_BUSY = """
            scenario: mine
            use: [any/busy]
            """;

    private void bothDelayed(String times) {
        client.rules("""
                - { name: vms, on: hosterapi/server.status, effect: { delay: 1ms } }
                - { name: list, on: hostkey/eq.list, effect: { delay: 1ms }, expect: { times: %s, with: vms } }
                """.formatted(times));
    }

    private JsonNode problem() {
        Seen verdict = client.control("POST", "verify", "{}");
        assertThat(verdict.status()).as(verdict.body()).isEqualTo(422);
        assertThat(verdict.json().path("problems")).hasSize(1);
        return verdict.json().path("problems").get(0);
    }

    private boolean isVerified() {
        return client.verify().path("verified").asBoolean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey"})
    void a_client_of_either_provider_is_enough(String api) {
        bothDelayed("\"1-\"");
        read("vss");
        JsonNode problem = problem();
        assertThat(problem.path("what").asText()).isEqualTo("rule test/list");
        assertThat(problem.path("found").asInt()).isZero();
        assertThat(problem.path("nearest").toString()).isEqualTo("[\"matched 0 calls\",\"counted together with vms\"]");
        read(api);
        assertThat(isVerified()).isTrue();
        assertThat(client.verify().path("unusedRules")).hasSize(1);
    }

    @Test
    void their_sum_is_what_is_expected() {
        bothDelayed("2");
        read("hosterapi");
        assertThat(problem().path("found").asInt()).isEqualTo(1);
        read("hostkey");
        assertThat(isVerified()).isTrue();
        read("hosterapi");
        assertThat(problem().path("found").asInt()).isEqualTo(3);
    }

    @Test
    void each_rule_can_still_be_required() {
        bothDelayed("\"1-\"");
        read("hosterapi");
        Seen verdict =
                client.control("POST", "verify", "{\"rules\":[{\"rule\":\"test/vms\"},{\"rule\":\"test/list\"}]}");
        assertThat(verdict.status()).isEqualTo(422);
        assertThat(verdict.json().path("problems").findValuesAsText("what")).containsExactly("rule test/list");
    }

    @Test
    void a_rule_can_apply_less_often_than_all_together() {
        client.rules("""
                - { name: vms, on: hosterapi/server.status, effect: { delay: 1ms } }
                - { name: list, on: hostkey/eq.list, calls: 1, effect: { delay: 1ms }, expect: { times: 2, with: vms } }
                """);
        read("hosterapi");
        read("hosterapi");
        assertThat(isVerified()).isTrue();
    }

    @Test
    void a_scenario_that_uses_another_one_expects_the_same() {
        client.scenario(USES_BUSY);
        assertThat(problem().path("what").asText()).isEqualTo("rule mine/busy.sync");
        assertThat(client.hits().get(6).path("expect").asText()).startsWith("1 or more, with busy.signal, busy.work");
        client.hosterapi().call("PUT", HosterapiClient.SERVERS + "/4001/start");
        assertThat(isVerified()).isTrue();
    }

    @Test
    void what_is_saved_expects_the_same() throws Exception {
        client.scenario(USES_BUSY);
        Scenario active =
                client.world().with(session -> session.scenarios().scenarios()).get(0);
        Scenario restored = new ScenarioReader(Providers.ALL).restore("mine", active.source());
        assertThat(restored.rules().stream().map(Rule::expect).toList())
                .isEqualTo(active.rules().stream().map(Rule::expect).toList());
    }

    @Test
    void what_happened_at_each_provider_can_be_required() {
        client.controlled("PUT", "scenarios/any/session-expired", "");
        read("hosterapi");
        read("hosterapi");
        assertThat(isVerified()).isTrue();
        Seen verdict = client.control("POST", "verify", """
                {"calls":[{"rule":"any/session-expired/expired","operation":"hosterapi/*"},
                          {"rule":"any/session-expired/expired","operation":"hostkey/*"}]}""");
        assertThat(verdict.status()).as(verdict.body()).isEqualTo(422);
        assertThat(verdict.json().path("problems")).hasSize(1);
    }
}
