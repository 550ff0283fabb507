package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios by name: for one call, activated with parameters, explained, listed. */
class NamedScenariosTest extends EffectStory {
    private static final String HEADER = "Emulator-Scenario: ";
    private static final String SLOW = "any/slow-provider";

    private Seen readWith(String... scenarios) {
        return client.hosterapi()
                .call(
                        "GET",
                        STATUS,
                        "",
                        Stream.of(scenarios).map(name -> HEADER + name).toArray(String[]::new));
    }

    private List<String> active() {
        return client.control("GET", "scenarios", "").json().path("scenarios").findValuesAsText("name");
    }

    private static String error(Seen refused, int status) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        return refused.json().path("error").asText();
    }

    @Test
    void a_header_makes_a_scenario_active_for_that_call_alone() {
        assertThat(readWith("any/bad-gateway").status()).isEqualTo(502);
        JsonNode hits = client.journal().get(0).path("ruleHits");
        assertThat(hits.findValuesAsText("rule")).allMatch(rule -> rule.startsWith("any/bad-gateway/"));
        assertThat(hits).hasSize(1);
        assertThat(active()).isEmpty();
        assertThat(read("hosterapi").status()).isEqualTo(200);
        assertThat(readWith("any/bad-gateway").status()).isEqualTo(502);
        assertThat(client.journal().get(0).at("/ruleHits/0/match").asInt()).isEqualTo(1);
    }

    @Test
    void a_header_names_several_scenarios_with_parameters_which_precede_the_active_ones() {
        client.rules("- { on: hosterapi/*, effect: { reply: { status: 418 } } }");
        String slow = SLOW + ",delay=250ms,sigma=0.0001";
        assertThat(millisOf(() -> readWith(slow + ", any/bad-gateway"))).isGreaterThanOrEqualTo(240);
        assertThat(readWith("any/bad-gateway," + slow).status()).isEqualTo(502);
        assertThat(readWith(slow, "any/bad-gateway").status()).isEqualTo(502);
        assertThat(readWith(slow).status()).isEqualTo(418);
    }

    private static long millisOf(Runnable call) {
        long begun = NanoTime.now();
        call.run();
        return NanoTime.millisSince(begun);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any/bad-gatewy                | unknown scenario 'any/bad-gatewy'; did you mean 'any/bad-gateway'?",
                "any/bad-gateway,any/slow-prov | unknown scenario 'any/slow-prov'",
                "any/slow-provider,dealy=1s    | unknown parameter 'dealy'; did you mean 'delay'? Allowed: delay, sigma",
                "any/slow-provider,delay=soon  | invalid duration 'soon'",
                "nonsense                      | unknown scenario 'nonsense'",
                "../../etc/passwd              | unknown scenario '../../etc/passwd'",
            })
    void a_header_that_names_no_scenario_is_refused_and_the_call_not_made(String header, String message) {
        Seen refused = readWith(header);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains(message);
        assertThat(client.journal()).isEmpty();
    }

    @Test
    void a_scenario_is_activated_by_name_with_parameters() {
        String body = "{\"parameters\":{\"delay\":\"250ms\",\"sigma\":0.0001}}";
        Seen made = client.control("PUT", "scenarios/" + SLOW, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("name").asText()).isEqualTo(SLOW);
        assertThat(active()).containsExactly(SLOW);
        assertThat(millis(() -> read("hosterapi"))).isGreaterThanOrEqualTo(240);
        assertThat(client.control("PUT", "scenarios/" + SLOW, "{\"parameters\":{\"delay\":\"1ms\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.hits().get(0).path("applied").asInt()).isZero();
        assertThat(client.control("DELETE", "scenarios/" + SLOW, "").status()).isEqualTo(200);
        assertThat(active()).isEmpty();
        assertThat(error(client.control("DELETE", "scenarios/" + SLOW, ""), 404))
                .contains("unknown active scenario '" + SLOW + "'");
    }

    @Test
    void a_scenario_without_parameters_is_activated_by_an_empty_body() {
        assertThat(client.control("PUT", "scenarios/any/bad-gateway", "").status())
                .isEqualTo(201);
        assertThat(client.control("PUT", "scenarios/any/bad-gateway", "{}").status())
                .isEqualTo(200);
        assertThat(read("hosterapi").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "any/slow-provder   | {}                                    | 404 | did you mean 'any/slow-provider'?",
                "slow-provider      | {}                                    | 404 | unknown scenario 'slow-provider'",
                "any/slow-provider  | {\"parameters\":{\"dealy\":\"1s\"}}   | 400 | unknown parameter 'dealy'; did you mean 'delay'?",
                "any/slow-provider  | {\"parameters\":{\"delay\":\"soon\"}} | 400 | invalid duration 'soon'",
                "any/slow-provider  | {\"parameters\":{\"delay\":[1]}}      | 400 | invalid parameter 'delay': expected a text or a number",
                "any/slow-provider  | {\"parameter\":{\"delay\":\"1s\"}}    | 400 | but found 'parameter'",
                "any/slow-provider  | {\"parameters\":[]}                   | 400 | but found 'parameters'",
            })
    void an_activation_that_cannot_be_meant_is_refused(String name, String body, int status, String message) {
        assertThat(error(client.control("PUT", "scenarios/" + name, body), status))
                .contains(message);
        assertThat(active()).isEmpty();
    }

    @Test
    void a_rule_explains_why_it_did_not_apply() {
        client.rules("""
                - { name: other, on: hosterapi/server.status, when: { path.sid: 4002 }, effect: { delay: 1ms } }
                - { name: big, on: hosterapi/server.status, when: { query.n: { gt: 5 } }, effect: { delay: 1ms } }
                - { name: late, on: hosterapi/server.status, window: { after: 1h }, effect: { delay: 1ms } }
                - { name: next, on: hosterapi/server.status, after: late, effect: { delay: 1ms } }
                - { name: third, on: hosterapi/server.status, calls: 3, effect: { delay: 1ms } }
                - { name: never, on: hosterapi/server.status, probability: 0.000001, effect: { delay: 1ms } }
                - { name: inside, on: hosterapi/server.status, effect: { error: SERVER_ERROR } }
                """);
        client.send("GET", "/api/v1" + STATUS + "?n=5", "");
        JsonNode explained = client.controlled("GET", "scenarios/test/explain", "");
        assertThat(explained.path("scenario").asText()).isEqualTo("test");
        List<String> why = new ArrayList<>();
        for (JsonNode rule : explained.path("rules")) {
            assertThat(rule.path("on").get(0).asText()).isEqualTo("hosterapi/server.status");
            assertThat(rule.path("applied").asInt()).isZero();
            assertThat(rule.path("nearest")).hasSize(1);
            assertThat(rule.at("/nearest/0/n").asInt()).isEqualTo(1);
            assertThat(rule.at("/nearest/0/request").asText()).isEqualTo("GET /api/v1" + STATUS);
            why.add(rule.path("rule").asText() + ": "
                    + rule.at("/nearest/0/why").asText());
        }
        assertThat(why).hasSize(7);
        assertThat(why.get(0)).isEqualTo("other: path.sid: 4002 does not hold: the call has '4001'");
        assertThat(why.get(1)).startsWith("big: query.n: ").endsWith("does not hold: the call has '5'");
        assertThat(why.get(2)).isEqualTo("late: the call is outside the window");
        assertThat(why.get(3)).isEqualTo("next: the rule late has not applied yet");
        assertThat(why.get(4)).isEqualTo("third: call 1 is not among those that 'calls' names");
        assertThat(why.get(5)).startsWith("never: not drawn: 0.");
        assertThat(why.get(6)).isEqualTo("inside: the provider does not let the caller in");
    }

    @Test
    void the_last_five_calls_are_explained_and_a_scenario_that_is_not_active_is_not() {
        client.rules("- { on: hosterapi/server.status, when: { query.n: x }, effect: { delay: 1ms } }");
        for (int i = 0; i < 7; i++) {
            read("hosterapi");
        }
        JsonNode nearest =
                client.controlled("GET", "scenarios/test/explain", "").at("/rules/0/nearest");
        assertThat(nearest.findValues("n").stream().map(JsonNode::asInt)).containsExactly(3, 4, 5, 6, 7);
        assertThat(nearest.get(0).path("why").asText()).endsWith("the call has no query.n");
        assertThat(error(client.control("GET", "scenarios/tset/explain", ""), 404))
                .contains("unknown active scenario 'tset'; did you mean 'test'?");
        assertThat(error(client.control("GET", "scenarios/" + SLOW + "/explain", ""), 404))
                .contains("unknown active scenario '" + SLOW + "'", "; '" + SLOW + "' exists, but is not active");
        assertThat(error(client.control("DELETE", "scenarios/hosterapi/job-stuk", ""), 404))
                .endsWith("; 'hosterapi/job-stuck' exists, but is not active");
    }

    @Test
    void the_catalogue_lists_every_shipped_scenario_with_its_parameters() throws IOException {
        JsonNode catalogue = client.controlled("GET", "scenarios/catalogue", "").path("scenarios");
        assertThat(catalogue.findValuesAsText("name")).isEqualTo(shipped());
        for (JsonNode entry : catalogue) {
            String name = entry.path("name").asText();
            assertThat(entry.path("provider").asText()).isEqualTo(name.substring(0, name.indexOf('/')));
            assertThat(entry.path("description").asText()).as(name).isNotBlank();
            if (name.equals(SLOW)) {
                assertThat(entry.path("parameters")).hasToString("{\"delay\":\"200ms\",\"sigma\":0.4}");
            }
        }
    }

    private static List<String> shipped() throws IOException {
        Path folder = Path.of("scenarios");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_scenario_uses_another_one_with_parameters_under_a_name_of_its_own() {
        client.scenario("""
                scenario: day
                parameters: { status: 503, who: nobody }
                use: ["any/slow-provider,delay=250ms,sigma=0.0001"]
                rules:
                  - name: "at-{{param.status}}"
                    on: hosterapi/server.status
                    effect: { reply: { status: "{{param.status}}", body: "{{param.who}} {{path.sid}}" } }
                """);
        Seen reply = read("hosterapi");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).isEqualTo("nobody 4001");
        assertThat(client.hits().stream().map(rule -> rule.path("rule").asText()))
                .containsExactly("at-503", "slow-provider.slow");
        // The outcome of the first rule ends the search.
        assertThat(client.hits().stream().map(rule -> rule.path("applied").asInt()))
                .containsExactly(1, 0);
        assertThat(millis(() -> read("vss"))).isGreaterThanOrEqualTo(240);
    }
}
