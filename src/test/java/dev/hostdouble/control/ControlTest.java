package dev.hostdouble.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.Credentials;
import dev.hostdouble.client.ProviderClient;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** The control API as a test author meets it. Each test has its own world. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {
    private final Hostdouble emulator = start();
    private static final String ORDER_OVER_THE_LIMITS =
            "{\"template\":\"Debian10.0\",\"cpuCores\":9999,\"mem\":2048,\"disk\":\"10G\",\"ipCount\":1}";

    private String world = "";

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void ownWorld(TestInfo test) {
        world = "control-" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private ValidatableResponse call(String method, String path, String body) {
        return new ProviderClient(emulator, world)
                .rest()
                .header("Authorization", "Bearer " + Credentials.HOSTERAPI_TOKEN)
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .then();
    }

    private ValidatableResponse control(String method, String path, String body) {
        return call(method, "/_emulator/" + path, body);
    }

    private ValidatableResponse api(String method, String path) {
        return call(method, "/api/v1/" + path, "");
    }

    private void reinstall() {
        api("PUT", "datacenter/server/4001/reinstall").statusCode(200).body("result.jobId", equalTo(15));
    }

    @Test
    void health_says_what_is_served() {
        api("GET", "datacenter/server").statusCode(200);
        control("GET", "health", "")
                .statusCode(200)
                .body("status", equalTo("ok"))
                .body("apis", contains("hostkey", "hosterapi", "vss"))
                .body("worlds", hasItems("default", world))
                .body("clock.mode", equalTo("manual"))
                .body("clock.now", equalTo("2024-02-01T00:00:00Z"))
                .body("seed", equalTo(1))
                .body("scenarios", hasSize(0));
    }

    @Test
    void a_reset_brings_back_state_clock_and_journal() {
        api("POST", "datacenter/server/4001/delete?force=1").statusCode(200);
        control("POST", "clock/advance", "{\"by\":\"1h\"}").statusCode(200);
        control("POST", "reset", "").statusCode(200);
        control("GET", "clock", "").body("now", equalTo("2024-02-01T00:00:00Z"));
        control("GET", "requests", "").body("total", equalTo(0));
        api("GET", "datacenter/server").body("result", hasItem(4001));
    }

    @Test
    void the_clock_is_set_and_advanced() {
        control("PUT", "clock", "{\"mode\":\"step:2s\",\"now\":\"2030-01-01T00:00:00+01:00\"}")
                .statusCode(200)
                .body("mode", equalTo("step:2s"))
                .body("now", equalTo("2029-12-31T23:00:00Z"));
        api("GET", "datacenter/server").header("Date", "Mon, 31 Dec 2029 23:00:00 GMT");
        api("GET", "datacenter/server").header("Date", "Mon, 31 Dec 2029 23:00:02 GMT");
        control("POST", "clock/advance", "{\"by\":\"PT30S\"}").body("now", equalTo("2029-12-31T23:00:34Z"));
    }

    @Test
    void run_until_goes_no_further_than_a_jobs_progress() {
        reinstall();
        control("POST", "clock/run-until", "{\"job\":15,\"progress\":0.6}")
                .statusCode(200)
                .body("now", equalTo("2024-02-01T00:00:03Z"));
        api("GET", "job/15").body("result.progress", equalTo(0.66f));
        control("POST", "clock/run-until", "{\"job\":\"hosterapi/15\"}").body("now", equalTo("2024-02-01T00:00:06Z"));
        control("POST", "clock/run-until", "{\"job\":99}").statusCode(404);
        control("POST", "clock/run-until", "{}")
                .statusCode(400)
                .body("error", containsString("expected exactly one of job, token, rule or date"));
        control("POST", "clock/run-until", "{\"job\":15,\"progress\":\"much\"}")
                .statusCode(400)
                .body("error", startsWith("/progress: "));
    }

    @Test
    void run_until_reaches_the_end_of_a_job_that_fails() {
        call(
                        "POST",
                        "/api/v1/datacenter/server",
                        "{\"template\":\"Debian10.0\",\"cpuCores\":999,\"mem\":2048,"
                                + "\"disk\":\"10G\",\"ipCount\":1}")
                .statusCode(200);
        control("POST", "clock/run-until", "{\"job\":15}").statusCode(200);
        api("GET", "job/15").body("result.status", equalTo("failed"));
    }

    @Test
    void time_set_back_leaves_what_has_taken_effect() {
        reinstall();
        control("POST", "clock/advance", "{\"by\":\"1h\"}");
        control("PUT", "clock", "{\"now\":\"2021-03-15T14:45:03Z\"}")
                .statusCode(200)
                .body("now", equalTo("2021-03-15T14:45:03Z"));
        api("GET", "job/15").body("result.status", equalTo("finished")).body("result.progress", equalTo(1));
        api("PUT", "datacenter/server/4001/reinstall").statusCode(200);
        control("PUT", "clock", "{\"now\":\"2021-03-15T00:00:00Z\"}").statusCode(200);
        control("POST", "jobs/16/finish", "").statusCode(200);
        api("POST", "datacenter/server/4001/delete?force=1").statusCode(200);
        api("GET", "datacenter/server").statusCode(200);
    }

    @Test
    void invalid_times_are_refused_and_change_nothing() {
        control("POST", "clock/advance", "{\"by\":\"-PT1S\"}").statusCode(400).body("error", containsString("500ms"));
        control("POST", "clock/advance", "{\"by\":5}").statusCode(400);
        control("POST", "clock/advance", "{}").statusCode(400).body("error", containsString("by"));
        control("POST", "clock/advance", "{\"by\":\"1s\",\"to\":1}")
                .statusCode(400)
                .body("error", containsString("'to'"));
        control("POST", "clock/advance", "nonsense").statusCode(400).body("error", containsString("JSON"));
        control("PUT", "clock", "{\"mode\":\"sundial\"}")
                .statusCode(400)
                .body("error", containsString("step:<duration>"));
        control("PUT", "clock", "{\"now\":\"yesterday\"}").statusCode(400);
        control("PUT", "clock", "{\"now\":\"+999999999-01-01T00:00:00Z\"}").statusCode(400);
        control("GET", "clock", "").body("now", equalTo("2024-02-01T00:00:00Z")).body("mode", equalTo("manual"));
    }

    @Test
    void the_journal_lists_requests_and_replies() {
        api("GET", "datacenter/server/4001/status").statusCode(200);
        api("GET", "datacenter/server/9/status").statusCode(404);
        api("GET", "nope").statusCode(404);
        control("GET", "requests", "")
                .body("total", equalTo(3))
                .body(
                        "requests.operation",
                        contains("hosterapi/unknown", "hosterapi/server.status", "hosterapi/server.status"))
                .body("requests.answer", contains("NOT_FOUND", "NO_SUCH_VM", "ok"))
                .body("requests.evidence", contains("assumed", "documented", "documented"));
        control("GET", "requests?operation=hosterapi/server.*&status=404&limit=1", "")
                .body("total", equalTo(1))
                .body("requests[0].path", equalTo("/api/v1/datacenter/server/9/status"));
        control("GET", "requests?oper%61tion=hosterapi%2fserver.s%74atus&", "").body("total", equalTo(2));
        control("GET", "requests/1", "")
                .body("call.n", equalTo(1))
                .body("request.headers.find { it.name == 'Authorization' }.value", equalTo("Bearer ***"))
                .body("reply.body", containsString("\"uptime\":1164"));
        control("GET", "requests/4", "").statusCode(404);
        control("GET", "requests?operator=x", "")
                .statusCode(400)
                .body(
                        "error",
                        startsWith("unknown parameter 'operator'; did you mean 'operation'? Allowed: operation, "));
        assertThat(control("GET", "requests/1", "").extract().asString())
                .contains("{\"name\":\"Authorization\",\"value\":\"Bearer ***\"}");
        control("DELETE", "requests", "").statusCode(200);
        control("GET", "requests", "").body("total", equalTo(0));
    }

    @Test
    void a_job_is_finished_by_hand() {
        reinstall();
        control("POST", "jobs/15/finish", "")
                .statusCode(200)
                .body("status", equalTo("finished"))
                .body("output.vmid", equalTo(4001));
        api("GET", "job/15").body("result.progress", equalTo(1));
        control("POST", "jobs/15/finish", "").statusCode(409);
    }

    @Test
    void a_job_is_failed_by_hand() {
        reinstall();
        control("POST", "clock/advance", "{\"by\":\"1s\"}");
        control("POST", "jobs/15/fail", "{\"output\":\"0xa3: timeout\"}").statusCode(200);
        api("GET", "job/15")
                .body("result.status", equalTo("failed"))
                .body("result.progress", equalTo(0.33f))
                .body("result.output", equalTo("0xa3: timeout"));
        control("POST", "jobs/99/fail", "").statusCode(404);
    }

    @Test
    void a_job_failed_by_hand_says_so() {
        reinstall();
        control("POST", "jobs/15/fail", "{\"output\":7}").statusCode(400);
        control("POST", "jobs/hosterapi%2F15/fail", "")
                .statusCode(200)
                .body("output", equalTo("failed by the control API"));
        api("GET", "job/15").body("result.output", equalTo("failed by the control API"));
    }

    @Test
    void a_world_that_comes_and_goes_meanwhile_breaks_nothing() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(
                        () -> control("DELETE", "worlds/" + world, "").extract().statusCode() == 500 ? 500 : 200);
                calls.add(() -> control("POST", "reset", "").extract().statusCode());
                calls.add(() -> control("GET", "jobs", "").extract().statusCode() == 500 ? 500 : 200);
                calls.add(() -> control("GET", "worlds", "").extract().statusCode());
                calls.add(() -> control("POST", "clock/advance", "{\"by\":\"1s\"}")
                        .extract()
                        .statusCode());
            }
            for (Future<Integer> call : clients.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(200);
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void jobs_without_a_ticket_are_listed_too() {
        api("PUT", "datacenter/server/4001/stop");
        control("GET", "jobs", "")
                .body("jobs.operation", contains("hosterapi/server.stop"))
                .body("jobs[0].endsAt", equalTo("2024-02-01T00:00:01Z"));
    }

    @Test
    void worlds_come_and_go() {
        String name = world + "-other";
        control("PUT", "worlds/" + name, "").statusCode(201).body("name", equalTo(name));
        control("PUT", "worlds/" + name, "{\"from\":\"default\"}").statusCode(200);
        control("PUT", "worlds/" + name, "{\"from\":\"elsewhere\"}").statusCode(404);
        control("PUT", "worlds/a%20b", "").statusCode(400);
        control("GET", "worlds", "").body("worlds.name", hasItems("default", name));
        control("DELETE", "worlds/" + name, "").statusCode(200);
        control("DELETE", "worlds/" + name, "").statusCode(404);
        control("GET", "worlds", "").body("worlds.name", not(hasItem(name)));
    }

    @Test
    void operations_are_listed_with_answers_evidence_and_use() {
        api("GET", "datacenter/server").statusCode(200);
        control("GET", "operations", "")
                .body(
                        "operations.findAll { it.operation.startsWith('hosterapi/') && it.path.startsWith('/api') }",
                        hasSize(37))
                .body(
                        "operations.find { it.operation == 'hosterapi/server.list' }.answers.answer",
                        hasItems("some", "empty", "UNAUTHORIZED"))
                .body(
                        "operations.find { it.operation == 'hosterapi/server.list' }.answers.exercised",
                        contains(1, 0, 0, 0, 0))
                .body(
                        "operations.find { it.operation == 'hosterapi/server.change' }.answers[0].evidence",
                        equalTo("assumed"));
    }

    @Test
    void an_unknown_endpoint_or_method_is_refused_with_the_nearest() {
        control("GET", "helth", "")
                .statusCode(404)
                .body("error", equalTo("no such endpoint: /_emulator/helth; did you mean GET /_emulator/health?"));
        control("PATCH", "clock", "")
                .statusCode(405)
                .header("Allow", "GET, HEAD, PUT, OPTIONS")
                .body("error", equalTo("method PATCH not allowed; use GET or PUT"));
        control("GET", "zzzzzzzzzzzz", "")
                .statusCode(404)
                .body("error", equalTo("no such endpoint: /_emulator/zzzzzzzzzzzz; GET /_emulator lists all of them"));
    }

    @Test
    void a_refused_order_fails_when_its_job_is_finished_by_hand() {
        call("POST", "/api/v1/datacenter/server", ORDER_OVER_THE_LIMITS).statusCode(200);
        control("POST", "jobs/15/finish", "").statusCode(200).body("status", equalTo("failed"));
        api("GET", "job/15").body("result.output", containsString("0xb0"));
        api("GET", "datacenter/server").body("result", not(hasItem(4004)));
    }

    @Test
    void a_call_that_only_reads_creates_no_world() {
        for (String path : List.of("clock", "requests", "scenarios", "jobs", "operations", "replay")) {
            control("GET", path, "").statusCode(404).body("error", containsString("unknown world '" + world + "'"));
        }
        control("POST", "verify", "{}").statusCode(404);
        for (String path : List.of("scenarios/none", "requests", "stores/josem")) {
            control("DELETE", path, "").statusCode(404).body("error", containsString("unknown world"));
        }
        control("POST", "jobs/3/finish", "").statusCode(404).body("error", containsString("unknown world"));
        control("POST", "jobs/3/fail", "{}").statusCode(404).body("error", containsString("unknown world"));
        control("GET", "worlds", "").body("worlds.name", not(hasItem(world)));
    }

    @Test
    void an_unknown_world_is_refused_with_the_nearest_name() {
        control("POST", "reset", "").statusCode(200);
        given().baseUri(emulator.url().toString())
                .get("/_w/" + world + "x/_emulator/clock")
                .then()
                .statusCode(404)
                .body("error", containsString("did you mean '" + world + "'?"));
    }

    @Test
    void bound_to_another_address_it_is_closed_unless_a_token_is_set() throws Exception {
        Settings open = Settings.forTests();
        Settings elsewhere = new Settings(
                "0.0.0.0", 0, open.world(), open.clock(), 1, false, false, 10, java.util.Optional.of("s3cret"), false);
        try (Hostdouble guarded = Hostdouble.start(elsewhere)) {
            String url = "http://127.0.0.1:" + guarded.port() + "/_emulator/";
            assertThat(given().get(url + "health").statusCode()).isEqualTo(200);
            assertThat(given().post(url + "reset").statusCode()).isEqualTo(401);
            assertThat(given().header("Authorization", "Bearer s3cret")
                            .post(url + "reset")
                            .statusCode())
                    .isEqualTo(200);
        }
        Settings closed = new Settings(
                "0.0.0.0", 0, open.world(), open.clock(), 1, false, false, 10, java.util.Optional.empty(), false);
        try (Hostdouble guarded = Hostdouble.start(closed)) {
            given().post("http://127.0.0.1:" + guarded.port() + "/_emulator/reset")
                    .then()
                    .statusCode(403)
                    .body("error", containsString("--control-token"));
        }
    }
}
