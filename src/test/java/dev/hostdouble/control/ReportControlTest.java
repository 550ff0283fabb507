package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.effect.ErrorEffect;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET report} as people read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportControlTest {
    private static final String REPORT = "/_emulator/report";
    private static final String MARKDOWN = REPORT + "?as=markdown";
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String TOKEN = Credentials.bearer(Credentials.HOSTERAPI_TOKEN);

    private final Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private ProviderClient client(String world) {
        return new ProviderClient(emulator, world);
    }

    private static String markdown(ProviderClient client) {
        client.awaitDeliveries();
        Seen seen = client.send("GET", MARKDOWN, "");
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen.body().replace("\\", "");
    }

    @Test
    void what_happened_is_told_in_order() {
        ProviderClient client = client("order");
        client.scenario("scenario: mine\nrules:\n  - { name: cut, on: hosterapi/server.list, calls: [2, 3], expect: 2,"
                + " effect: { transport: { kind: truncate, after: 5 } } }\n");
        client.send("PUT", SERVERS + "/4001/reinstall", "", TOKEN);
        client.advance("1m");
        client.send("GET", SERVERS, "", TOKEN);
        client.send("GET", SERVERS, "", TOKEN);
        client.change("{\"hosterapi/vm\":4002,\"state\":\"stopped\"}");
        client.send("PUT", "/api/v1/software", "{", TOKEN, "Content-Type: application/json");
        assertThat(markdown(client))
                .containsSubsequence(
                        "# Hostdouble report of the world `order`",
                        "Expectation not met: rule mine/cut applied 1 times; expected: 2",
                        "- seed: `1`",
                        "- started at: `2024-02-01T00:00:00Z`",
                        "- now: `2024-02-01T00:01:00Z`",
                        "- clock: `manual`",
                        "### `mine`",
                        "- rule cut: matched 2, chosen 1, applied 1, expected 2 (not met)",
                        "\"kind\": \"truncate\"",
                        "- `hosterapi/15` hosterapi/server.reinstall on 4001: finished",
                        "All 4 calls of the journal are shown.",
                        "- [1](#call-1) `PUT " + SERVERS + "/4001/reinstall` 200",
                        "- [3](#call-3) `GET " + SERVERS + "` 200 truncated",
                        "scenario mine activated",
                        "### 1 `PUT " + SERVERS + "/4001/reinstall` 200",
                        "- operation: `hosterapi/server.reinstall`",
                        "- evidence: `documented`",
                        "    Authorization: Bearer 1|",
                        "      \"result\": {",
                        "curl -sS -i --globoff --path-as-is -X PUT http://",
                        "clock: set to 2024-02-01T00:01:00Z, mode manual, time that has passed PT1M",
                        "### 3 `GET " + SERVERS + "` 200",
                        "- delivered: `truncated, 5 of 27 bytes of the body, after 0 ms`",
                        "- planned delivery: `truncate after 5 bytes of the body`",
                        "- rule mine/cut, match 2: transport applied",
                        "the provider changed something by itself: {hosterapi/vm=4002, state=stopped}",
                        "### 4 `PUT /api/v1/software`",
                        "- note: Content-Type says JSON, but the body is not JSON",
                        "```json hostdouble-replay",
                        "```json hostdouble-state");
    }

    @Test
    void the_latest_calls_are_shown_and_all_are_recorded() {
        ProviderClient client = client("limit");
        for (int i = 0; i < 5; i++) {
            client.send("GET", SERVERS + "/" + i + "/status", "", TOKEN);
            client.advance("1s");
        }
        String two = client.send("GET", MARKDOWN + "&limit=2", "").body();
        assertThat(two).contains("The latest 2 of 5 calls in the journal are shown.", "### 4 ", "### 5 ");
        assertThat(two).doesNotContain("### 3 ").contains("\"path\": \"" + SERVERS + "/0/status\"");
        assertThat(two.lines().filter(line -> line.contains("clock: set to"))).hasSize(2);
        String none = client.send("GET", MARKDOWN + "&limit=0", "").body();
        assertThat(none)
                .contains("The latest 0 of 5 calls")
                .doesNotContain("### 5 ")
                .contains("hostdouble-state");
    }

    @Test
    void a_browser_may_open_it_and_nothing_in_it_runs() {
        ProviderClient client = client("browser");
        client.send("GET", SERVERS, "", TOKEN);
        Seen seen = client.send("GET", REPORT, "");
        assertThat(seen.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(seen.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'; ");
        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.body()).startsWith("<!DOCTYPE html>\n").endsWith("</html>\n");
        assertThat(client.send("GET", MARKDOWN, "").header("Content-Type")).isEqualTo("text/markdown; charset=utf-8");
        Seen head = client.send("HEAD", REPORT, "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?as=pdf|400|invalid as 'pdf': expected html or markdown",
                "?as=htm|400|did you mean 'html'?",
                "?secrets=no|400|invalid secrets 'no'",
                "?limit=-1|400|invalid limit '-1': expected a whole number from 0 to 1000000",
                "?limit=1&limit=2|400|parameter 'limit' is given twice",
                "?since=1|400|since",
            })
    void wrong_parameters_are_refused(String query, int status, String why) {
        ProviderClient client = client("wrong");
        client.send("GET", SERVERS, "", TOKEN);
        Seen seen = client.send("GET", REPORT + query, "");
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.body()).contains(why);
    }

    @Test
    void a_world_that_nobody_has_used_has_none() {
        assertThat(client("nobody").send("GET", REPORT, "").status()).isEqualTo(404);
        assertThat(client("nobody").send("GET", "/_emulator/clock", "").status())
                .isEqualTo(404);
    }

    @Test
    void a_world_that_cannot_be_saved_has_a_report_without_a_state() {
        Rule rule = new Rule("any", "hosterapi/server.list", new ErrorEffect("UNAUTHORIZED", Map.of()));
        Scenario built = new Scenario("built", "", OptionalLong.empty(), List.of(rule), List.of(), "");
        emulator.world("java").run(session -> session.activate(built));
        Seen seen = client("java").send("GET", REPORT, "");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .contains("The file has no state: Java code built the scenario")
                .contains("The recording in this file may come out differently: Java code built the scenario")
                .doesNotContain("id=\"hostdouble-state\"", "serve --state");
        Seen refused = client("other").send("PUT", "/_emulator/state", seen.body());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("a report without a state");
        assertThat(client("other").send("GET", "/_emulator/clock", "").status()).isEqualTo(404);
    }

    @Test
    void a_report_changes_nothing() {
        ProviderClient client = client("same");
        client.send("PUT", SERVERS + "/4001/reinstall", "", TOKEN);
        client.awaitDeliveries();
        String first = client.send("GET", REPORT, "").body();
        assertThat(client.send("GET", REPORT, "").body()).isEqualTo(first);
        client.send("PUT", "/_emulator/state", first, "Emulator-World: copy");
        assertThat(client("copy").send("GET", REPORT, "").body())
                .contains(
                        "The recording in this file may come out differently: the world was loaded from a saved state");
    }

    @Test
    void a_rule_that_depends_on_a_credential_makes_the_state_another_one() {
        ProviderClient client = client("draws");
        client.rules(
                "- { name: some, on: vss/iso.list, per: header.authorization, probability: 0.5, effect: { gateway: 503 } }");
        client.send("GET", "/v2/iso", "", Credentials.basic("jm", "jm"));
        String warning = "A world that loads the state in this file may go on differently: a rule draws for each value";
        assertThat(markdown(client)).contains(warning);
        assertThat(client.send("GET", MARKDOWN + "&secrets=keep", "").body()).doesNotContain(warning);
    }
}
