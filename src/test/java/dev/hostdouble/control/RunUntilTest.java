package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.VssClient;
import dev.hostdouble.job.JobFault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST clock/run-until}: what it reaches, how far it goes, what happens on the way, and why it cannot. */
class RunUntilTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String UNKNOWN =
            "unknown token: no provider of this world has issued it, or it expired so long ago"
                    + " that it is forgotten";

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final String world = "until-" + COUNT.incrementAndGet();
    private final HosterapiClient hosterapi = new HosterapiClient(emulator, world);
    private final HostkeyClient hostkey = new HostkeyClient(emulator, world);
    private final VssClient vss = new VssClient(emulator, world);

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private Seen until(String body) {
        return hosterapi.control("POST", "clock/run-until", body);
    }

    private JsonNode reached(String body) {
        Seen reply = until(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private String refused(int status, String body) {
        Seen reply = until(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    private String now() {
        return hosterapi.controlled("GET", "clock", "").path("now").asText();
    }

    private static JobFault fault(String name) {
        return switch (name) {
            case "hold" -> new JobFault.Hold(0.33);
            case "slow" -> new JobFault.Slow(3);
            case "fail" -> new JobFault.Fail("0xb0: no space", 0.33);
            case "finish" -> new JobFault.Finish();
            case "vanish" -> new JobFault.Vanish();
            case "regress" -> new JobFault.Regress(0.66, 0.1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Starts a job at a provider; returns its id, qualified. */
    private String job(String provider, String fault) {
        if (!fault.equals("none")) {
            hosterapi.injectJobFault(
                    switch (provider) {
                        case "hosterapi" -> "hosterapi/server.reinstall";
                        case "hostkey" -> "hostkey/vm.load_stats";
                        default -> "vss/user_iso.sync";
                    },
                    fault(fault));
        }
        return switch (provider) {
            case "hosterapi" -> "hosterapi/" + hosterapi.reinstall();
            case "hostkey" -> "hostkey/" + hostkey.stats();
            default -> {
                String path = vss.sync();
                yield "vss/" + path.substring(path.lastIndexOf('/') + 1);
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // provider | fault | progress | time that passes | what is reached
                "hosterapi | none    |      | PT6S  | has finished at 1.0",
                "hosterapi | none    | 0.6  | PT3S  | is at 0.66",
                "hosterapi | none    | 0    | PT0S  | is at 0.0",
                "hosterapi | none    | 1    | PT6S  | has finished at 1.0",
                "hosterapi | hold    | 0.33 | PT1S  | is at 0.33",
                "hosterapi | slow    |      | PT18S | has finished at 1.0",
                "hosterapi | slow    | 0.6  | PT9S  | is at 0.66",
                "hosterapi | fail    |      | PT3S  | has failed at 0.33",
                "hosterapi | fail    | 0.33 | PT1S  | is at 0.33",
                "hosterapi | regress |      | PT6S  | has finished at 1.0",
                "hosterapi | finish  |      | PT0S  | has finished at 1.0",
                "hostkey   | none    |      | PT1S  | has finished at 1.0",
                "hostkey   | slow    |      | PT3S | has finished at 1.0",
                "hostkey   | fail    |      | PT0.5S  | has failed at 0.33",
                "hostkey   | finish  |      | PT0S  | has finished at 1.0",
                "vss       | none    |      | PT5S  | has finished at 1.0",
                "vss       | slow    |      | PT15S | has finished at 1.0",
                "vss       | fail    |      | PT2S  | has failed at 0.33",
                "vss       | finish  |      | PT0S  | has finished at 1.0",
            })
    void a_job_is_reached_and_no_more_time_passes(
            String provider, String fault, String progress, String passed, String reached) {
        String job = job(provider, fault);
        String body = "{\"job\":\"" + job + "\"" + (progress == null ? "" : ",\"progress\":" + progress) + "}";
        JsonNode run = reached(body);
        String id = job.substring(job.indexOf('/') + 1);
        assertThat(run.path("reached").asText()).isEqualTo("job " + id + " " + reached);
        assertThat(run.path("passed").asText()).isEqualTo(passed);
        assertThat(run.path("now").asText()).isEqualTo(now());
        boolean hasEnded = reached.startsWith("has") && !passed.equals("PT0S");
        assertThat(run.path("total").asInt()).isEqualTo(hasEnded ? 1 : 0);
        JsonNode again = reached(body);
        assertThat(again.path("passed").asText()).isEqualTo("PT0S");
        assertThat(again.path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosterapi | hold   |      | 409 | job {id} is held at 0.33 by (installed)/job-fault, so it does not end by itself; end job {id} with POST jobs/{id}/finish or fail",
                "hosterapi | hold   | 0.6  | 409 | job {id} is held at 0.33 by (installed)/job-fault, so it never reaches 0.6; end job {id} with POST jobs/{id}/finish or fail",
                "hosterapi | fail   | 0.6  | 409 | job {id} fails at 0.33 (0xb0: no space) by (installed)/job-fault, so it never reaches 0.6",
                "hostkey   | hold   |      | 409 | job {id} is held at 0.0 by (installed)/job-fault, so it does not end by itself; end job {id} with POST jobs/{id}/finish or fail",
                "vss       | hold   |      | 409 | job {id} is held at 0.1 by (installed)/job-fault, so it does not end by itself; end job {id} with POST jobs/{id}/finish or fail",
            })
    void what_never_happens_is_refused_before_time_passes(
            String provider, String fault, String progress, int status, String error) {
        String job = job(provider, fault);
        String id = job.substring(job.indexOf('/') + 1);
        String before = now();
        assertThat(refused(
                        status,
                        "{\"job\":\"" + job + "\"" + (progress == null ? "" : ",\"progress\":" + progress) + "}"))
                .isEqualTo(error.replace("{id}", id));
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void a_job_that_has_failed_makes_no_more_progress() {
        String job = job("hosterapi", "fail");
        reached("{\"job\":\"" + job + "\"}");
        assertThat(refused(409, "{\"job\":15,\"progress\":0.6}"))
                .isEqualTo("job 15 failed at 0.33 (0xb0: no space) by (installed)/job-fault, so it never reaches 0.6");
        hosterapi.clearScenarios();
        int other = hosterapi.reinstall();
        hosterapi.controlled("POST", "jobs/" + other + "/fail", "{\"output\":\"by hand\"}");
        assertThat(refused(409, "{\"job\":" + other + ",\"progress\":0.6}"))
                .isEqualTo("job 16 failed at 0.0 (by hand), so it never reaches 0.6");
    }

    @Test
    void a_shipped_scenario_is_named() {
        hosterapi.controlled("PUT", "scenarios/hosterapi/job-stuck", "");
        hosterapi.order();
        assertThat(refused(409, "{\"job\":15,\"progress\":0.6}"))
                .startsWith("job 15 is held at 0.33 by hosterapi/job-stuck/stuck, so it never reaches 0.6");
    }

    @Test
    void a_job_that_vanished_is_not_there() {
        hosterapi.reinstall();
        hosterapi.injectJobFault("hosterapi/server.reinstall", new JobFault.Vanish());
        assertThat(hosterapi
                        .call("PUT", HosterapiClient.SERVERS + "/4002/reinstall")
                        .json()
                        .at("/result/jobId")
                        .asInt())
                .isEqualTo(16);
        assertThat(refused(404, "{\"job\":16}")).isEqualTo("no job '16'; the latest are hosterapi/15");
    }

    @Test
    void an_unknown_job_comes_with_the_nearest_or_the_latest() {
        assertThat(refused(404, "{\"job\":99}")).isEqualTo("no job '99'; this world has no jobs");
        String key = hostkey.stats();
        String slip = key.substring(0, 31) + (key.endsWith("0") ? "1" : "0");
        assertThat(refused(404, "{\"job\":\"" + slip + "\"}"))
                .isEqualTo("no job '" + slip + "'; did you mean 'hostkey/" + key + "'?");
    }

    @Test
    void a_waiting_job_begins_on_the_way() {
        hosterapi.reinstall();
        int waiting = hosterapi.reinstall();
        JsonNode run = reached("{\"job\":" + waiting + ",\"progress\":0.6}");
        assertThat(run.path("passed").asText()).isEqualTo("PT9S");
        assertThat(run.path("events").findValuesAsText("job")).containsExactly("15");
        assertThat(run.path("events").findValuesAsText("at")).containsExactly("2024-02-01T00:00:06Z");
        assertThat(reached("{\"job\":" + waiting + "}").path("passed").asText()).isEqualTo("PT3S");
    }

    @Test
    void a_job_that_waits_for_one_that_never_ends_names_it() {
        hosterapi.injectJobFault("hosterapi/server.reinstall", new JobFault.Hold(0.33));
        hosterapi.reinstall();
        hosterapi.clearScenarios();
        hosterapi.reinstall();
        int last = hosterapi.reinstall();
        assertThat(refused(409, "{\"job\":" + last + "}"))
                .isEqualTo("job 17 waits for job 15, which never ends: job 15 is held at 0.33 by (installed)/job-fault;"
                        + " end job 15 with POST jobs/15/finish or fail");
        hosterapi.controlled("POST", "jobs/15/finish", "");
        assertThat(reached("{\"job\":" + last + "}").path("events").findValuesAsText("job"))
                .containsExactly("16", "17");
    }

    @Test
    void tokens_of_each_provider() {
        String session = hostkey.login();
        String jwt = vss.login(VssClient.USER);
        JsonNode first = reached("{\"token\":\"" + session + "\"}");
        assertThat(first.path("reached").asText()).endsWith(" at hostkey has expired");
        assertThat(first.path("events").findValuesAsText("kind")).containsExactly("credential-expired");
        assertThat(first.path("events").findValuesAsText("api")).containsExactly("hostkey");
        assertThat(hostkey.callAs(session, "vm", "get_snapshot", "id", "456").body())
                .contains("Invalid token");
        JsonNode second = reached("{\"token\":\"" + jwt + "\"}");
        assertThat(second.path("reached").asText()).isEqualTo("this token of josem at vss has expired");
        assertThat(second.path("now").asText()).isEqualTo("2024-02-02T00:00:00Z");
        assertThat(second.path("events").findValuesAsText("account")).containsExactly("josem");
        assertThat(vss.callWith(jwt, "GET", "/v2/iso").status()).isEqualTo(401);
        assertThat(second + "" + first).doesNotContain(session, jwt);
        String before = now();
        assertThat(refused(409, "{\"token\":\"" + Credentials.HOSTERAPI_TOKEN + "\"}"))
                .isEqualTo("this token of reseller at hosterapi does not expire");
        assertThat(refused(409, "{\"token\":\"" + Credentials.HOSTKEY_CLIENT + "\"}"))
                .endsWith(" at hostkey does not expire");
        assertThat(refused(404, "{\"token\":\"secret-of-nobody\"}")).isEqualTo(UNKNOWN);
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void a_token_is_valid_until_the_last_moment() {
        String jwt = vss.login(VssClient.USER);
        hosterapi.advance("86399999ms");
        assertThat(vss.callWith(jwt, "GET", "/v2/iso").status()).isEqualTo(200);
        assertThat(reached("{\"token\":\"" + jwt + "\"}").path("passed").asText())
                .isEqualTo("PT0.001S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostkey", "vss", "hosterapi"})
    void a_revoked_token_does_not_expire(String provider) {
        String token =
                switch (provider) {
                    case "hostkey" -> hostkey.login();
                    case "vss" -> vss.login(VssClient.USER);
                    default -> Credentials.HOSTERAPI_TOKEN;
                };
        hosterapi.rules("- { on: " + provider + "/*, effect: { expire_token: true } }");
        switch (provider) {
            case "hostkey" -> hostkey.callAs(token, "vm", "get_snapshot", "id", "456");
            case "vss" -> vss.callWith(token, "GET", "/v2/iso");
            default -> hosterapi.call("GET", HosterapiClient.SERVERS);
        }
        assertThat(refused(409, "{\"token\":\"" + token + "\"}"))
                .isEqualTo("this token of " + provider + " does not expire: it was revoked");
    }

    @Test
    void a_token_stands_nowhere_afterwards() {
        String jwt = vss.login(VssClient.USER);
        reached("{\"token\":\"" + jwt + "\"}");
        for (String view : List.of("requests", "replay", "requests?as=har", "requests?as=curl")) {
            assertThat(hosterapi.control("GET", view, "").body()).as(view).doesNotContain(jwt);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | rule test/it applies only to calls of hosterapi/server.list, and none comes by itself while time passes",
                "', window: { after: 10m, for: 1m }' | {}; its window opens at 2024-02-01T00:10:00Z: run until that date, then make the call",
                "', window: { for: 10m }' | {}; its window is open until 2024-02-01T00:10:00Z",
                "', calls: first' | {}; the calls that it applies to have come (1 counted, the last one is 1), so it never applies again",
                "', calls: 2' | {}",
            })
    void a_rule_waits_for_calls(String options, String error) {
        hosterapi.rules("- { name: it, on: hosterapi/server.list, effect: { delay: 1ms }" + options + " }");
        hosterapi.call("GET", HosterapiClient.SERVERS);
        assertThat(refused(409, "{\"rule\":\"test/it\"}"))
                .isEqualTo(
                        error.replace(
                                "{}",
                                "rule test/it applies only to calls of hosterapi/server.list, and none comes by itself while time passes"));
        assertThat(now()).isEqualTo("2024-02-01T00:00:00Z");
    }

    @Test
    void a_rule_whose_window_is_over_or_that_waits_for_another_says_so() {
        hosterapi.rules("""
                - { name: first, on: hosterapi/server.list, effect: { delay: 1ms } }
                - { name: then, on: hosterapi/server.*, after: first, window: { for: 1m }, effect: { delay: 1ms } }
                """);
        hosterapi.advance("1m");
        assertThat(refused(409, "{\"rule\":\"test/then\"}"))
                .endsWith("; its window closed at 2024-02-01T00:01:00Z, so it never applies again;"
                        + " before that, rule test/first has to apply");
        assertThat(refused(404, "{\"rule\":\"test/thn\"}"))
                .isEqualTo("unknown rule 'test/thn' in the active scenarios; did you mean 'test/then'?"
                        + " Allowed: test/first, test/then");
    }

    @Test
    void a_date_ahead_is_reached_with_all_that_is_due_in_order() {
        hosterapi.scenario("""
                scenario: by-itself
                events:
                  - { at: 4s, do: { hosterapi/vm: 4003, state: stopped } }
                  - { at: 5s, do: { hosterapi/vm: 4003, state: stopped } }
                """);
        job("hosterapi", "none");
        job("hostkey", "none");
        JsonNode run = reached("{\"date\":\"2024-02-01T01:00:07+01:00\"}");
        assertThat(run.path("now").asText()).isEqualTo("2024-02-01T00:00:07Z");
        assertThat(run.path("reached").asText()).isEqualTo("the clock shows 2024-02-01T00:00:07Z");
        assertThat(run.path("total").asInt()).isEqualTo(4);
        JsonNode events = run.path("events");
        assertThat(events.findValuesAsText("kind"))
                .containsExactly("job-finished", "scenario-event", "scenario-event", "job-finished");
        assertThat(events.findValuesAsText("changed")).containsExactly("true", "false");
        assertThat(events.at("/1").toString())
                .isEqualTo("{\"at\":\"2024-02-01T00:00:04Z\",\"kind\":\"scenario-event\",\"scenario\":\"by-itself\","
                        + "\"change\":\"hosterapi/vm 4003\",\"changed\":true}");
        assertThat(events.at("/3/operation").asText()).isEqualTo("hosterapi/server.reinstall");
        assertThat(reached("{\"date\":\"2024-02-01T00:00:07Z\"}").path("passed").asText())
                .isEqualTo("PT0S");
    }

    private void assertRefused(String body, int status, String error) {
        assertThat(refused(status, body)).as(body).startsWith(error);
    }

    @Test
    void what_is_wrong_is_said() {
        String one = "expected exactly one of job, token, rule or date, such as {\"job\":15,\"progress\":0.6}; found ";
        assertRefused("{}", 400, one + "none");
        assertRefused("{\"job\":1,\"date\":\"x\"}", 400, one + "job and date");
        assertRefused(
                "{\"date\":\"2024-01-31T00:00:00Z\"}",
                409,
                "2024-01-31T00:00:00Z is past: the clock shows 2024-02-01T00:00:00Z, and run-until does not set it back;"
                        + " PUT clock does");
        assertRefused(
                "{\"date\":\"2300-01-01T00:00:00Z\"}",
                400,
                "invalid time 2300-01-01T00:00:00Z: expected 1970-01-01T00:00:00Z to 2200-01-01T00:00:00Z");
        assertRefused("{\"date\":\"tomorrow\"}", 400, "invalid time 'tomorrow': expected ISO-8601");
        assertRefused("{\"date\":\"2030-01-01T00:00:00Z\",\"progress\":1}", 400, "has a missing property 'job'");
        assertRefused("{\"token\":7}", 400, "/token: integer found, string expected");
        assertRefused("{\"token\":\"\"}", 400, "/token: must be at least 1 characters long");
        assertRefused("{\"token\":\"" + "x".repeat(5000) + "\"}", 400, "/token: must be at most 4,096");
        assertRefused("{\"rul\":\"x\"}", 400, "/rul: unknown key 'rul'; did you mean 'rule'?");
        assertRefused("[]", 400, "array found, object expected (expected a JSON object with one of job, token");
    }
}
