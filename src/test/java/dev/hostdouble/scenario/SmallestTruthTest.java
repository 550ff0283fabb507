package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Providers;
import dev.hostdouble.provider.ProviderChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts where effects meet each other, callers who are not let in, and values that a call lacks. */
class SmallestTruthTest extends EffectStory {
    private List<String> applied() {
        List<String> applied = new ArrayList<>();
        for (JsonNode effect : client.journal().get(0).at("/ruleHits/0/effects")) {
            applied.add(effect.path("effect").asText() + " "
                    + effect.path("applied").asBoolean());
        }
        return applied;
    }

    @ParameterizedTest
    @ValueSource(strings = {"content: { bom: true }", "edit: { add: { /x: 1 } }", "slow_body: 10"})
    void a_body_of_which_no_byte_is_sent_is_not_changed(String effect) {
        effect("hosterapi/server.status", "{ transport: malformed_chunk, " + effect + " }");
        read("hosterapi");
        assertThat(applied()).containsExactlyInAnyOrder("transport true", effect.split(":", -1)[0] + " false");
    }

    @Test
    void a_body_is_as_slow_as_the_part_of_it_that_is_sent() {
        effect("hosterapi/server.status", "{ transport: { kind: truncate, after: 4 }, slow_body: 1000 }");
        read("hosterapi");
        assertThat(applied()).containsExactlyInAnyOrder("transport true", "slow_body false");
    }

    @Test
    void what_a_template_leaves_empty_comes_from_the_call_or_the_page() {
        effect("hosterapi/server.start", "{ error: \"0xa1\", signal: \"{{query.none}}\" }");
        assertThat(client.hosterapi()
                        .call("PUT", "/datacenter/server/4001/start")
                        .body())
                .contains("0xa1: failed to send start signal to vm");
    }

    @Test
    void an_order_without_an_item_is_not_out_of_stock() {
        effect("hosterapi/dedicated.order", "{ out_of_stock: true }");
        client.hosterapi().call("POST", "/datacenter/dedicated/order");
        assertThat(applied()).containsExactly("out_of_stock false");
        assertThat(client.journal().get(0).at("/ruleHits/0/effects/0/note").asText())
                .isEqualTo("the call names no item");
    }

    @Test
    void a_caller_who_is_not_let_in_is_no_call_for_an_event_and_an_event_makes_its_scenario_used() {
        client.scenario("""
                scenario: gone
                events:
                  - before: { on: hosterapi/server.list, call: 2 }
                    do: { hosterapi/vm: 4001, removed: true }
                """);
        client.send("GET", "/api/v1/datacenter/server", "");
        assertThat(client.hosterapi().servers()).isEqualTo("[4001,4002,4003]");
        assertThat(client.control("POST", "verify", "{\"unused\":\"fail\"}").status())
                .isEqualTo(422);
        assertThat(client.hosterapi().servers()).isEqualTo("[4002,4003]");
        assertThat(client.control("POST", "verify", "{\"unused\":\"fail\"}").status())
                .isEqualTo(200);
    }

    @Test
    void a_state_that_a_change_can_set_is_a_state_that_a_condition_can_require() {
        for (String change : List.of("hosterapi/vm vm", "hostkey/server server")) {
            String[] names = change.split("[/ ]", -1);
            ProviderChange kind = Providers.ALL.stream()
                    .flatMap(provider -> provider.changes().stream())
                    .filter(one ->
                            one.provider().equals(names[0]) && one.subject().equals(names[1]))
                    .findFirst()
                    .orElseThrow();
            List<String> states = kind.options().stream()
                    .filter(option -> option.name().equals("state"))
                    .flatMap(option -> option.value().words().stream())
                    .toList();
            assertThat(Providers.ALL.stream()
                            .filter(provider -> provider.name().equals(names[0]))
                            .findFirst()
                            .orElseThrow()
                            .values()
                            .get("state." + names[2] + ".state"))
                    .containsAll(states);
        }
    }
}
