package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ClockRun;
import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST clock/run-until {"rule":…}}: until a job shows what a rule did to it, and why none does. */
class RunUntilRuleTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String ONLY_CALLS =
            "rule test/it applies only to calls of hosterapi/server.reinstall, and none comes by itself while time passes";

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final String world = "until-rule-" + COUNT.incrementAndGet();
    private final HosterapiClient hosterapi = new HosterapiClient(emulator, world);

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private JsonNode reached(String rule) {
        Seen reply = hosterapi.control("POST", "clock/run-until", "{\"rule\":\"" + rule + "\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private String refused(int status, String rule) {
        Seen reply = hosterapi.control("POST", "clock/run-until", "{\"rule\":\"" + rule + "\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    private void rule(String options, String job) {
        hosterapi.rules("- { name: it, on: hosterapi/server.reinstall" + options + ", effect: { job: " + job + " } }");
    }

    private int reinstall(int server) {
        return hosterapi
                .call("PUT", HosterapiClient.SERVERS + "/" + server + "/reinstall")
                .json()
                .at("/result/jobId")
                .asInt();
    }

    private String now() {
        return hosterapi.controlled("GET", "clock", "").path("now").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // job fault | time that passes | what shows | the event on the way | progress then
                "{ fail: '0xb0: no space', at: 0.33 } | PT3S  | failed at 0.33              | job-failed   | 0.33",
                "{ hold: 0.33 }                       | PT1S  | held at 0.33                |              | 0.33",
                "{ slow: 3 }                          | PT18S | finished after PT18S        | job-finished | 1.0",
                "{ slow: 0.5 }                        | PT3S  | finished after PT3S         | job-finished | 1.0",
                "{ regress: { at: 0.66, to: 0.1 } }   | PT4.5S| went back from 0.66 to 0.1  |              | 0.1",
            })
    void a_job_shows_what_the_rule_did(String fault, String passed, String shows, String event, double progress) {
        rule("", fault);
        int job = reinstall(4001);
        JsonNode run = reached("test/it");
        assertThat(run.path("reached").asText()).isEqualTo("rule test/it showed at job " + job + ": " + shows);
        assertThat(run.path("passed").asText()).isEqualTo(passed);
        assertThat(run.path("now").asText()).isEqualTo(now());
        assertThat(run.path("events").findValuesAsText("kind")).isEqualTo(event == null ? List.of() : List.of(event));
        assertThat(hosterapi
                        .controlled("GET", "jobs", "")
                        .at("/jobs/0/progress")
                        .asDouble())
                .isEqualTo(progress);
        String before = now();
        assertThat(refused(409, "test/it"))
                .isEqualTo("rule test/it has already shown at job " + job + " (" + shows
                        + "), and no other job has yet to show it; " + ONLY_CALLS);
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void a_job_shows_nothing_the_moment_before() {
        rule("", "{ regress: { at: 0.66, to: 0.1 } }");
        reinstall(4001);
        hosterapi.advance("4499ms");
        assertThat(hosterapi
                        .controlled("GET", "jobs", "")
                        .at("/jobs/0/progress")
                        .asDouble())
                .isEqualTo(0.66);
        assertThat(reached("test/it").path("passed").asText()).isEqualTo("PT0.001S");
    }

    @Test
    void a_job_that_ends_at_once_or_vanishes_has_shown_it() {
        rule("", "{ finish: true }");
        int job = reinstall(4001);
        assertThat(refused(409, "test/it"))
                .isEqualTo("rule test/it has already shown at job " + job
                        + " (finished after PT0S), and no other job has yet to show it; " + ONLY_CALLS);
        hosterapi.clearScenarios();
        rule("", "{ vanish: true }");
        hosterapi.controlled("GET", "scenarios", "");
        reinstall(4002);
        assertThat(refused(409, "test/it"))
                .endsWith(ONLY_CALLS + "; it has applied to 1 call, whose job vanished at once");
        reinstall(4003);
        assertThat(refused(409, "test/it")).endsWith("; it has applied to 2 calls, whose jobs vanished at once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostkey", "vss"})
    void jobs_of_other_providers(String provider) {
        hosterapi.rules(
                "- { name: it, on: [hostkey/vm.load_stats, vss/user_iso.sync], effect: { job: { fail: broken } } }");
        if (provider.equals("hostkey")) {
            new HostkeyClient(emulator, world).stats();
        } else {
            new VssClient(emulator, world).sync();
        }
        JsonNode run = reached("test/it");
        assertThat(run.path("reached").asText())
                .startsWith("rule test/it showed at job ")
                .contains(": failed at 0");
        assertThat(run.path("events").findValuesAsText("api")).containsExactly(provider);
    }

    @Test
    void the_first_in_time_is_reached_and_then_the_next() {
        rule(", calls: [2, 3]", "{ fail: broken, at: 0.33 }");
        reinstall(4001);
        int waiting = reinstall(4001);
        int first = reinstall(4002);
        assertThat(reached("test/it").path("reached").asText()).contains(" job " + first + ": ");
        JsonNode next = reached("test/it");
        assertThat(next.path("reached").asText()).contains(" job " + waiting + ": ");
        assertThat(next.path("passed").asText()).isEqualTo("PT6S");
        assertThat(refused(409, "test/it")).contains("has already shown at job " + first);
    }

    @Test
    void a_held_job_that_has_shown_it_hides_no_other() {
        rule("", "{ hold: 0.33 }");
        reinstall(4001);
        reached("test/it");
        int other = reinstall(4002);
        assertThat(reached("test/it").path("reached").asText())
                .isEqualTo("rule test/it showed at job " + other + ": held at 0.33");
    }

    @Test
    void a_job_that_waits_begins_on_the_way() {
        rule(", calls: 2", "{ finish: true }");
        int first = reinstall(4001);
        int second = reinstall(4001);
        JsonNode run = reached("test/it");
        assertThat(run.path("reached").asText())
                .isEqualTo("rule test/it showed at job " + second + ": finished after PT0S");
        assertThat(run.path("passed").asText()).isEqualTo("PT6S");
        assertThat(run.path("events").findValuesAsText("job")).containsExactly("" + first, "" + second);
    }

    @Test
    void a_job_that_waits_for_one_that_is_held_never_shows_it() {
        hosterapi.rules("""
                - { name: stuck, on: hosterapi/server.reinstall, calls: first, effect: { job: { hold: 0.33 } } }
                - { name: it, on: hosterapi/server.reinstall, after: stuck, effect: { job: { slow: 2 } } }
                """);
        int first = reinstall(4001);
        int second = reinstall(4001);
        assertThat(refused(409, "test/it"))
                .isEqualTo("rule test/it shows at no job by itself: job " + second + " waits for job " + first
                        + ", which never ends: job " + first + " is held at 0.33 by test/stuck; end job " + first
                        + " with POST jobs/" + first + "/finish or fail");
        assertThat(reached("test/stuck").path("passed").asText()).isEqualTo("PT1S");
        hosterapi.controlled("POST", "jobs/" + first + "/finish", "");
        assertThat(refused(409, "test/stuck")).doesNotContain("has already shown"); // the caller ended it, not the rule
        assertThat(reached("test/it").path("passed").asText()).isEqualTo("PT12S");
    }

    @Test
    void a_rule_of_a_scenario_that_is_not_active_any_more_still_shows() {
        hosterapi.controlled("PUT", "scenarios/hosterapi/job-stuck", "");
        hosterapi.order();
        hosterapi.controlled("DELETE", "scenarios/hosterapi/job-stuck", "");
        assertThat(reached("hosterapi/job-stuck/stuck").path("reached").asText())
                .isEqualTo("rule hosterapi/job-stuck/stuck showed at job 15: held at 0.33");
        assertThat(refused(409, "hosterapi/job-stuck/stuck"))
                .isEqualTo("rule hosterapi/job-stuck/stuck has already shown at job 15 (held at 0.33), and no other job"
                        + " has yet to show it");
        assertThat(refused(404, "hosterapi/job-stuck/none")).startsWith("unknown rule 'hosterapi/job-stuck/none'");
    }

    @Test
    void the_typed_client_runs_until_a_rule_shows() {
        rule("", "{ fail: broken, at: 0.33 }");
        int job = reinstall(4001);
        ClockRun run = HostdoubleClient.at(emulator.url()).world(world).clock().runUntilRule("test/it");
        assertThat(run.reached()).isEqualTo("rule test/it showed at job " + job + ": failed at 0.33");
        assertThat(run.events().get(0).kind()).isEqualTo("job-failed");
    }

    @Test
    void a_window_that_opens_later_is_named() {
        rule(", window: { after: 10m, for: 1m }", "{ slow: 2 }");
        reinstall(4001);
        assertThat(refused(409, "test/it"))
                .isEqualTo(ONLY_CALLS
                        + "; its window opens at 2024-02-01T00:10:00Z: run until that date, then make the call");
        hosterapi.controlled("POST", "clock/run-until", "{\"date\":\"2024-02-01T00:10:00Z\"}");
        reinstall(4001);
        assertThat(reached("test/it").path("passed").asText()).isEqualTo("PT12S");
    }

    @Test
    void an_event_of_a_scenario_on_the_way_is_listed() {
        hosterapi.scenario("""
                scenario: test
                rules: [{ name: it, on: hosterapi/server.reinstall, effect: { job: { slow: 3 } } }]
                events: [{ at: 4s, do: { hosterapi/vm: 4003, state: stopped } }]
                """);
        reinstall(4001);
        JsonNode run = reached("test/it");
        assertThat(run.path("events").findValuesAsText("kind")).containsExactly("scenario-event", "job-finished");
        assertThat(run.path("passed").asText()).isEqualTo("PT18S");
    }

    @Test
    void many_jobs_that_end_before_are_passed_in_steps() {
        rule(", calls: 450", "{ fail: broken, at: 0.33 }");
        for (int i = 0; i < 450; i++) {
            reinstall(4001);
        }
        JsonNode run = reached("test/it");
        assertThat(run.path("reached").asText()).isEqualTo("rule test/it showed at job 464: failed at 0.33");
        assertThat(run.path("total").asInt()).isEqualTo(450);
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "x1000000", "step:2s"})
    void whatever_the_clock(String mode) {
        rule("", "{ fail: broken, at: 0.33 }");
        reinstall(4001);
        reinstall(4001);
        hosterapi.controlled("PUT", "clock", "{\"mode\":\"" + mode + "\"}");
        Seen reply = hosterapi.control("POST", "clock/run-until", "{\"rule\":\"test/it\"}");
        assertThat(reply.body()).containsAnyOf("showed at job 15", "showed at job 16", "already shown at job 16");
    }
}
