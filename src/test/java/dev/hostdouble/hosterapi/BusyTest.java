package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is busy while a job works on it: calls are refused with the errors of the page, and tickets wait. */
@ExtendWith(EmulatorExtension.class)
class BusyTest {
    private static final String SERVER = "/datacenter/server/4001";
    private static final String TIMEOUT = "0xa3: timeout";

    private final HosterapiClient api;

    BusyTest(HosterapiClient api) {
        this.api = api;
    }

    /** Starts a job on the server, by a name of its own. */
    private Response start(String job) {
        return switch (job) {
            case "change" -> api.put(SERVER + "/change", Map.of("mem", 4096));
            case "reinstall" -> api.put(SERVER + "/reinstall");
            case "backup" -> api.put(SERVER + "/backups/create");
            case "restore" -> api.post(SERVER + "/backups/restore", Map.of("backup", 1606685300));
            case "install" -> software("install");
            case "uninstall" -> software("uninstall");
            default -> throw new IllegalArgumentException(job);
        };
    }

    private Response software(String action) {
        return api.post("/software/" + action, Map.of("sid", "4001", "package", "ts3", "password", "x"));
    }

    private void refused(Response reply, String error) {
        reply.then().statusCode(500).body("error", equalTo(error));
    }

    private JsonPath job(int id) {
        return api.get("/job/" + id).jsonPath().setRootPath("result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"change", "reinstall", "backup", "restore", "install", "uninstall"})
    void every_job_makes_the_server_busy_for_every_check(String job) {
        start(job).then().statusCode(200);

        for (String signal : new String[] {"start", "shutdown", "stop", "reboot"}) {
            refused(api.put(SERVER + "/" + signal), "0xa1: failed to send " + signal + " signal to vm");
        }
        refused(api.put(SERVER + "/reboot/force"), "0xa1: failed to send reboot signal to vm");
        refused(api.put(SERVER + "/password/reset"), "0xa1: failed to set config on vm");
        refused(start("backup"), TIMEOUT);
        refused(start("restore"), "0xa1: failed to send restore signal to vm");
        refused(api.post(SERVER + "/delete", Map.of()), TIMEOUT);
        refused(api.post(SERVER + "/delete", Map.of("force", true)), TIMEOUT);

        api.advance("6s");
        api.put(SERVER + "/password/reset").then().statusCode(200);
        api.put(SERVER + "/stop").then().statusCode(200);
        api.advance("1s");
        api.get(SERVER + "/status").then().body("result.state", equalTo("stopped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "restore"})
    void a_reinstallation_is_refused_during_a_backup_or_restore(String job) {
        start(job);
        refused(start("reinstall"), TIMEOUT);
    }

    @Test
    void another_server_is_free() {
        start("reinstall");
        api.put("/datacenter/server/4002/stop").then().statusCode(200);
        api.post("/datacenter/server/4003/delete", Map.of("force", true)).then().statusCode(200);
    }

    @Test
    void power_signals_do_not_make_a_server_busy() {
        api.put(SERVER + "/shutdown");
        start("backup").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"change, 3", "reinstall, 6", "install, 5", "uninstall, 3", "backup, 6", "restore, 6"})
    void a_job_with_a_ticket_stays_queued_until_the_server_is_free(String first, int seconds) {
        boolean hasTicket = start(first).jsonPath().getString("result").contains("queued");
        int waiting = hasTicket ? 16 : 15;
        start("change").then().statusCode(200).body("result.status", equalTo("queued"));

        api.advance(seconds * 1000 - 1 + "ms");
        assertThat(job(waiting).getString("status")).isEqualTo("queued");
        assertThat(job(waiting).getDouble("progress")).isZero();
        api.advance("1001ms");
        assertThat(job(waiting).getDouble("progress")).isEqualTo(0.33);
        api.advance("1999ms");
        assertThat(job(waiting).getString("status")).isEqualTo("executing");
        api.advance("1ms");
        assertThat(job(waiting).getString("status")).isEqualTo("finished");
        api.get(SERVER + "/config").then().body("result.mem", equalTo(4096));
    }

    @Test
    void tickets_wait_in_line() {
        start("reinstall");
        start("change");
        start("install");
        api.advance("9s");
        assertThat(job(16).getString("status")).isEqualTo("finished");
        assertThat(job(17).getString("status")).isEqualTo("queued");
        api.advance("5s");
        assertThat(job(17).getString("status")).isEqualTo("finished");
    }

    @Test
    void the_server_goes_down_when_a_waiting_reinstallation_begins() {
        start("change");
        start("reinstall");
        api.get(SERVER + "/status").then().body("result.state", equalTo("running"));
        api.advance("3s");
        api.get(SERVER + "/status").then().body("result.state", equalTo("stopped"));
        api.advance("6s");
        api.get(SERVER + "/status")
                .then()
                .body("result.state", equalTo("running"))
                .body("result.uptime", equalTo(0));
    }

    @Test
    void looking_late_makes_no_difference() {
        start("reinstall");
        start("change");
        start("reinstall");
        api.advance("1h");
        assertThat(job(17).getString("status")).isEqualTo("finished");
        api.get(SERVER + "/status").then().body("result.uptime", equalTo(3600 - 15));
    }

    @Test
    void a_job_that_never_ends_keeps_the_server_busy() {
        api.injectJobFault("hosterapi/server.change", new JobFault.Hold(0.33));
        start("change");
        start("install");
        api.advance("24h");
        assertThat(job(16).getString("status")).isEqualTo("queued");
        refused(api.put(SERVER + "/stop"), "0xa1: failed to send stop signal to vm");
    }

    @Test
    void a_job_that_fails_frees_the_server() {
        api.injectJobFault("hosterapi/server.reinstall", new JobFault.Fail("no", 0.33));
        start("reinstall");
        start("install");
        api.advance("8s");
        assertThat(job(15).getString("status")).isEqualTo("failed");
        assertThat(job(16).getString("status")).isEqualTo("finished");
    }

    @Test
    void a_waiting_job_can_be_ended_by_hand() {
        start("reinstall");
        start("change");
        start("reinstall");
        api.control("POST", "jobs/17/fail", "{\"output\":\"gone\"}");
        assertThat(job(17).getString("status")).isEqualTo("failed");
        assertThat(job(17).getString("output")).isEqualTo("gone");
        api.control("POST", "jobs/16/finish", "");
        assertThat(job(16).getString("status")).isEqualTo("finished");
        api.get(SERVER + "/status").then().body("result.state", equalTo("stopped"));
        api.advance("6s");
        api.get(SERVER + "/status").then().body("result.state", equalTo("running"));
    }

    @Test
    void run_until_waits_for_the_jobs_before() {
        start("reinstall");
        start("change");
        api.control("POST", "clock/run-until", "{\"job\":\"16\",\"progress\":0.33}");
        assertThat(job(15).getString("status")).isEqualTo("finished");
        assertThat(job(16).getDouble("progress")).isEqualTo(0.33);
        api.control("POST", "clock/run-until", "{\"job\":\"16\"}");
        assertThat(job(16).getString("status")).isEqualTo("finished");
    }

    @Test
    void a_dedicated_server_is_busy_too() {
        String dedicated = "/datacenter/dedicated/1";
        api.put(dedicated + "/reinstall", Map.of("template", "Debian Buster"));
        refused(api.put(dedicated + "/reboot"), "0xa1: failed to send reboot signal to vm");
        refused(api.post(dedicated + "/terminate", Map.of()), "0xa1: failed to send terminate signal to vm");
        Map<String, String> order = Map.of("ip", "92.246.85.200", "package", "ts3", "password", "x");
        api.post("/software/install", order).then().statusCode(200);
        api.advance("30s");
        assertThat(job(15).getString("status")).isEqualTo("queued");
        api.put(dedicated + "/reboot").then().statusCode(500);
        api.advance("5s");
        assertThat(job(15).getString("status")).isEqualTo("finished");
        api.post(dedicated + "/terminate", Map.of()).then().statusCode(200);
    }
}
