package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a rule applies to. */
class MatchingTest extends ScenarioStory {
    private static final int STRUCK = 418;
    private static final String STRIKE = "effect: { reply: { status: 418 } }";
    private static final String STATUS = "/datacenter/server/4001/status";

    /** Activates a rule with those lines, which gives every call it applies to a status of its own. */
    private void rule(String... lines) {
        client.rules("- " + String.join("\n  ", lines) + "\n  " + STRIKE);
    }

    private boolean strikes(Seen reply) {
        return reply.status() == STRUCK;
    }

    private boolean status() {
        return strikes(client.hosterapi().call("GET", STATUS));
    }

    /** Which of that many calls the rule applies to, from 1. */
    private List<Integer> struck(int calls) {
        List<Integer> struck = new ArrayList<>();
        for (int i = 1; i <= calls; i++) {
            if (status()) {
                struck.add(i);
            }
        }
        return struck;
    }

    /** One of the counts of all rules. */
    private List<Integer> counts(String name) {
        return client.hits().stream().map(rule -> rule.path(name).asInt()).toList();
    }

    @Test
    void an_operation_id_matches_that_operation_only() {
        rule("on: hosterapi/server.status");
        assertThat(status()).isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/datacenter/server/4001/config")))
                .isFalse();
        assertThat(strikes(client.vss().call("GET", "/v2/user"))).isFalse();
    }

    @Test
    void a_glob_matches_all_operations_that_fit() {
        rule("on: \"*server.s*\"");
        assertThat(status()).isTrue();
        assertThat(strikes(client.hosterapi().call("PUT", "/datacenter/server/4001/start")))
                .isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/datacenter/server/4001/config")))
                .isFalse();
    }

    @Test
    void a_list_matches_each_operation_in_it() {
        rule("on: [hosterapi/server.status, vss/user.*]");
        assertThat(status()).isTrue();
        assertThat(strikes(client.vss().call("GET", "/v2/user"))).isTrue();
        assertThat(strikes(client.vss().call("GET", "/v2/iso"))).isFalse();
        assertThat(strikes(client.hostkey().call("eq", "list"))).isFalse();
    }

    @Test
    void unknown_routes_are_matched_by_method_and_path() {
        rule("on: \"*/unknown\"", "when: { method: PUT, path: /api/v1/no/such }");
        assertThat(strikes(client.hosterapi().call("PUT", "/no/such"))).isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/no/such"))).isFalse();
        assertThat(strikes(client.hosterapi().call("PUT", "/no/other"))).isFalse();
    }

    @Test
    void unknown_routes_of_the_other_providers_are_matched_too() {
        rule("on: [vss/unknown, hostkey/unknown]");
        assertThat(strikes(client.vss().call("GET", "/v2/nothing"))).isTrue();
        assertThat(strikes(client.hostkey().call("iso", "explode"))).isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/nothing"))).isFalse();
    }

    @Test
    void path_parameters_and_a_list_of_values() {
        rule("on: hosterapi/server.status", "when: { path.sid: [4001, \"4002\"] }");
        assertThat(status()).isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/datacenter/server/4002/status")))
                .isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/datacenter/server/4003/status")))
                .isFalse();
    }

    @Test
    void query_parameters_are_decoded() {
        rule("on: vss/iso.list", "when: { query.filter: \"name lk 'a b'\", query.empty: \"\" }");
        assertThat(strikes(client.vss().call("GET", "/v2/iso?filter=name%20lk+'a%20b'&empty")))
                .isTrue();
        assertThat(strikes(client.vss().call("GET", "/v2/iso?filter=name%20lk+'a%20b'")))
                .isFalse();
    }

    @Test
    void members_of_a_body_are_named_by_dots() {
        rule("on: hosterapi/server.rdns", "when: { body.a.b.1.c: deep, body.force: true, body.n: 3 }");
        String path = "/datacenter/server/4001/rdns";
        assertThat(strikes(client.hosterapi()
                        .call("POST", path, "{\"a\":{\"b\":[0,{\"c\":\"deep\"}]},\"force\":true,\"n\":3}")))
                .isTrue();
        assertThat(strikes(client.hosterapi()
                        .call("POST", path, "{\"a\":{\"b\":[0,{\"c\":\"flat\"}]},\"force\":true,\"n\":3}")))
                .isFalse();
        assertThat(strikes(client.hosterapi().call("POST", path, "{\"a\":{\"b\":[0]},\"force\":true,\"n\":3}")))
                .isFalse();
        assertThat(strikes(client.hosterapi().call("POST", path, "{}"))).isFalse();
    }

    @Test
    void brackets_of_a_form_are_named_by_dots() {
        rule("on: hostkey/iso.update", "when: { body.params.id: 123, body.token: { exists: true } }");
        assertThat(strikes(client.hostkey().call("iso", "update", "params[id]", "123")))
                .isTrue();
        assertThat(strikes(client.hostkey().call("iso", "update", "params[id]", "124")))
                .isFalse();
    }

    @Test
    void headers_are_found_in_any_case() {
        rule("on: hosterapi/server.status", "when: { header.user-agent: { matches: \"^curl/\" } }");
        assertThat(strikes(client.hosterapi().call("GET", STATUS, "", "User-Agent: curl/8.1")))
                .isTrue();
        assertThat(strikes(client.hosterapi().call("GET", STATUS, "", "User-Agent: wget")))
                .isFalse();
        assertThat(status()).isFalse();
    }

    @Test
    void rules_can_match_the_caller() {
        rule("on: \"*\"", "when: { caller: [reseller, client@example.com, josem] }");
        assertThat(status()).isTrue();
        assertThat(strikes(client.hostkey().call("eq", "list"))).isTrue();
        assertThat(strikes(client.hostkey().callAs(Credentials.HOSTKEY_STAFF, "eq", "list")))
                .isFalse();
        assertThat(strikes(client.hostkey().callAs("", "eq", "list"))).isFalse();
        assertThat(strikes(client.vss().call("GET", "/v2/user"))).isTrue();
        assertThat(strikes(client.send("GET", "/v2/user", ""))).isFalse();
    }

    @Test
    void rules_can_match_the_state_of_the_server() {
        rule(
                "on: [hosterapi/server.status, hostkey/eq.show, vss/iso.get]",
                "when: { method: { exists: true }, state.vm.state: stopped }");
        assertThat(status()).isFalse();
        client.hosterapi().call("PUT", "/datacenter/server/4001/stop");
        assertThat(status()).isFalse();
        client.advance("1m");
        assertThat(status()).isTrue();
        assertThat(strikes(client.hosterapi().call("GET", "/datacenter/server/77/status")))
                .isFalse();
    }

    @Test
    void rules_can_match_the_state_of_hostkey_servers_and_vss_images() {
        client.scenario("""
                scenario: states
                rules:
                  - on: hostkey/eq.show
                    when: { state.server.state: running, state.server.owner: client@example.com }
                    effect: { reply: { status: 418 } }
                  - on: vss/iso.get
                    when: { state.image.id: { le: 3 }, state.image.data_store: vss-ISOs }
                    effect: { reply: { status: 418 } }
                """);
        assertThat(strikes(client.hostkey().call("eq", "show", "id", "456"))).isTrue();
        assertThat(strikes(client.hostkey().call("eq", "show", "id", "457"))).isFalse();
        assertThat(strikes(client.vss().call("GET", "/v2/iso/3"))).isTrue();
        assertThat(strikes(client.vss().call("GET", "/v2/iso/4"))).isFalse();
        assertThat(strikes(client.vss().call("GET", "/v2/iso/99999"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ equals: 7 } | 7 | true",
                "{ equals: 7 } | 70 | false",
                "{ not: 7 } | 8 | true",
                "{ not: 7 } | 7 | false",
                "{ not: 7 } | '' | true",
                "{ in: [a, 7] } | 7 | true",
                "{ in: [a, 7] } | b | false",
                "{ exists: true } | x | true",
                "{ exists: true } | '' | false",
                "{ exists: false } | '' | true",
                "{ exists: false } | x | false",
                "{ matches: \"b+c\" } | abbcd | true",
                "{ matches: \"^b+c$\" } | abbcd | false",
                "{ gt: 7 } | 7.5 | true",
                "{ gt: 7 } | 7 | false",
                "{ ge: 7 } | 7.0 | true",
                "{ ge: 7 } | six | false",
                "{ lt: 7 } | -1 | true",
                "{ lt: 7 } | 7 | false",
                "{ le: 7 } | 7 | true",
                "{ le: 7 } | 8 | false",
                "{ gt: 1, lt: 5 } | 3 | true",
                "{ gt: 1, lt: 5 } | 5 | false",
                "{ lt: 5 } | '' | false",
            })
    void a_value_is_compared_by_each_operator(String test, String value, boolean strikes) {
        rule("on: vss/user.get", "when: { query.x: " + test + " }");
        String query = value.isEmpty() ? "" : "?x=" + value;
        assertThat(strikes(client.vss().call("GET", "/v2/user" + query))).isEqualTo(strikes);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_regular_expression_with_nested_repetitions_answers_at_once() {
        rule("on: hosterapi/server.rdns", "when: { body.x: { matches: \"(a+)+$\" } }");
        String path = "/datacenter/server/4001/rdns";
        assertThat(strikes(client.hosterapi().call("POST", path, "{\"x\":\"" + "a".repeat(500_000) + "!\"}")))
                .isFalse();
        assertThat(strikes(client.hosterapi().call("POST", path, "{\"x\":\"" + "a".repeat(500_000) + "\"}")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "calls: 3, '3'",
        "calls: \"2-4\", '2,3,4'",
        "calls: 5-, '5,6,7'",
        "calls: first, '1'",
        "every: 3, '3,6'",
        "calls: { every: 2 }, '2,4,6'",
        "calls: 9, ''"
    })
    void calls_are_counted_from_one(String calls, String expected) {
        rule("on: hosterapi/server.status", calls);
        assertThat(struck(7).stream().map(String::valueOf).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",", -1)));
    }

    @Test
    void only_calls_that_match_are_counted() {
        rule("on: hosterapi/server.status", "when: { query.x: 1 }", "calls: 2");
        assertThat(strikes(client.hosterapi().call("GET", STATUS + "?x=1"))).isFalse();
        assertThat(status()).isFalse();
        assertThat(strikes(client.hosterapi().call("GET", STATUS + "?x=1"))).isTrue();
        assertThat(counts("matched")).containsExactly(2);
        assertThat(counts("chosen")).containsExactly(1);
        assertThat(counts("applied")).containsExactly(1);
    }

    @Test
    void a_window_counts_the_worlds_time_since_activation() {
        client.advance("1h");
        rule("on: hosterapi/server.status", "window: { after: 10s, for: 1m }");
        assertThat(status()).isFalse();
        client.advance("9999ms");
        assertThat(status()).isFalse();
        client.advance("1ms");
        assertThat(status()).isTrue();
        client.advance("59999ms");
        assertThat(status()).isTrue();
        client.advance("1ms");
        assertThat(status()).isFalse();
        assertThat(counts("matched")).containsExactly(2);
    }

    @Test
    void chance_depends_on_the_seed_and_not_on_other_rules() {
        String rare = "- { name: rare, on: hosterapi/server.status, probability: 0.3, " + STRIKE + " }\n";
        String other = "- { name: other, on: hosterapi/*, probability: 0.5, effect: { slow_body: 100000000, "
                + "then: proceed } }\n";
        List<List<Integer>> strikes = new ArrayList<>();
        for (String rules : List.of(rare, rare, other + rare, rare + other)) {
            client = new AllProviders(emulator, "chance-" + strikes.size());
            client.scenario("scenario: chance\nseed: 7\nrules:\n" + rules.indent(2));
            strikes.add(struck(60));
        }
        assertThat(strikes.get(0)).hasSizeBetween(6, 32);
        assertThat(strikes).allSatisfy(list -> assertThat(list).isEqualTo(strikes.get(0)));

        client = new AllProviders(emulator, "chance-8");
        client.scenario("scenario: chance\nseed: 8\nrules:\n" + rare.indent(2));
        assertThat(struck(60)).isNotEqualTo(strikes.get(0));
    }

    @Test
    void a_tiny_probability_hardly_ever_applies_and_1_always() {
        rule("on: hosterapi/server.status", "probability: 0.000001");
        assertThat(struck(5)).isEmpty();
        client.scenario("scenario: always\nrules:\n  - { on: hosterapi/*, probability: 1, " + STRIKE + " }");
        assertThat(struck(3)).containsExactly(1, 2, 3);
    }

    @Test
    void a_rule_after_another_waits_until_the_other_was_applied() {
        client.rules("""
                - { name: one, on: hosterapi/server.start, calls: 2, effect: { reply: { status: 418 } } }
                - { name: two, on: hosterapi/server.status, after: one, calls: first, effect: { reply: { status: 418 } } }
                - { name: three, on: hosterapi/server.status, after: two, effect: { reply: { status: 418 } } }
                """);
        assertThat(status()).isFalse();
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        assertThat(status()).isFalse();
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        assertThat(struck(3)).containsExactly(1, 2, 3);
        assertThat(counts("applied")).containsExactly(1, 1, 2);
    }

    @Test
    void of_several_outcomes_the_first_wins_and_the_journal_names_what_the_others_lost_to() {
        client.rules("""
                - { name: one, on: hosterapi/*, calls: 1, effect: { reply: { status: 418 } } }
                - { name: two, on: hosterapi/*, effect: { reply: { status: 503 } } }
                """);
        client.scenario("scenario: later\nrules:\n  - { on: hosterapi/*, effect: { reply: { status: 599 } } }");
        assertThat(status()).isTrue();
        assertThat(counts("matched")).containsExactly(1, 1, 1);
        assertThat(counts("chosen")).containsExactly(1, 1, 1);
        assertThat(counts("applied")).containsExactly(1, 0, 0);
        JsonNode hits = client.journal().get(0).path("ruleHits");
        assertThat(hits.findValuesAsText("rule")).containsExactly("test/one", "test/two", "later/rule-1");
        assertThat(hits.get(0).at("/effects/0/applied").asBoolean()).isTrue();
        assertThat(hits.get(0).at("/effects/0/note").isTextual()).isFalse();
        assertThat(hits.get(1).at("/effects/0").toString())
                .isEqualTo("{\"effect\":\"reply\",\"applied\":false,"
                        + "\"note\":\"lost to test/one, which answers the call\"}");
        assertThat(hits.get(2).at("/effects/0/note").asText()).isEqualTo("lost to test/one, which answers the call");
        assertThat(client.hosterapi().call("GET", STATUS).status()).isEqualTo(503);
    }

    @Test
    void a_call_that_another_rule_answers_is_a_call_nevertheless() {
        client.rules("""
                - { name: one, on: hosterapi/*, calls: "1-2", effect: { reply: { status: 503 } } }
                - { name: two, on: hosterapi/*, calls: "2-3", effect: { reply: { status: 418 } } }
                """);
        assertThat(struck(4)).containsExactly(3);
        assertThat(counts("chosen")).containsExactly(2, 2);
        assertThat(counts("applied")).containsExactly(2, 1);
    }

    @Test
    void modifiers_let_the_search_go_on_and_an_outcome_ends_it() {
        client.rules("""
                - { name: one, on: hosterapi/*, effect: { delay: 1ms } }
                - { name: two, on: hosterapi/*, calls: 2, effect: { reply: { status: 418, body: two } } }
                - { name: three, on: hosterapi/*, effect: { content: { type: text/x-three } } }
                """);
        Seen first = client.hosterapi().call("GET", STATUS);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("text/x-three");
        Seen second = client.hosterapi().call("GET", STATUS);
        assertThat(second.status()).isEqualTo(STRUCK);
        assertThat(second.header("Content-Type")).isNotEqualTo("text/x-three");
        assertThat(counts("applied")).containsExactly(2, 1, 1);
        JsonNode hits = client.journal().get(0).path("ruleHits");
        assertThat(hits.findValuesAsText("rule")).containsExactly("test/one", "test/two", "test/three");
        assertThat(hits.get(2).at("/effects/0/note").asText()).isEqualTo("lost to test/two, which answers the call");
    }

    @Test
    void a_rule_that_proceeds_counts_the_calls_that_the_provider_performs() {
        client.rules("- { on: hosterapi/server.start, effect: { then: proceed } }");
        client.hosterapi().call("PUT", "/datacenter/server/4001/start");
        client.hosterapi().call("PUT", "/datacenter/server/77/start");
        client.send("PUT", "/api/v1/datacenter/server/4001/start", "");
        assertThat(counts("matched")).containsExactly(3);
        assertThat(counts("applied")).containsExactly(1);
    }
}
