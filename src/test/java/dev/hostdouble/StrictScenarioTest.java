package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.HostkeyClient;
import dev.hostdouble.client.ProviderClient;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --strict} refuses nothing that a scenario asked for. */
class StrictScenarioTest {
    private static final String ORDER =
            "{\"template\":\"Debian10.0\",\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"ipCount\":1}";

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests().withStrict());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static void activate(String world, String rule) {
        assertThat(new ProviderClient(emulator, world)
                        .control("POST", "scenarios", "{scenario: own, rules: [" + rule + "]}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "error, '{error: TIMEOUT}', 500",
        "limit, '{rate_limit: {limit: 0}}', 429",
        "token, '{expire_token: true}', 401",
        "reply, '{reply: {status: 418}}', 418",
        "gateway, '{gateway: 502}', 502"
    })
    void an_injected_answer_is_given(String world, String effect, int status) {
        activate("strict-" + world, "{on: hosterapi/server.list, effect: " + effect + "}");
        assertThat(new HosterapiClient(emulator, "strict-" + world)
                        .call("GET", "/datacenter/server")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fail: broken, at: 0.5", "fail: broken, at: 0.9", "regress: {at: 0.5, to: 0.1}", "hold: 0.8"})
    void the_course_that_a_scenario_gives_a_job_is_shown(String fault) {
        String world = "strict-job-" + Integer.toUnsignedString(fault.hashCode());
        activate(world, "{on: hosterapi/server.create, effect: {job: {" + fault + "}}}");
        HosterapiClient api = new HosterapiClient(emulator, world);
        Response ordered =
                api.request().contentType("application/json").body(ORDER).post("/datacenter/server");
        String job = ordered.jsonPath().getString("result.jobId");
        for (int second = 0; second < 8; second++) {
            assertThat(api.call("GET", "/job/" + job).status()).isEqualTo(200);
            api.advance("1s");
        }
    }

    @Test
    void a_job_that_the_control_api_fails_is_shown() {
        HosterapiClient api = new HosterapiClient(emulator, "strict-control");
        String job = api.request()
                .contentType("application/json")
                .body(ORDER)
                .post("/datacenter/server")
                .jsonPath()
                .getString("result.jobId");
        new ProviderClient(emulator, "strict-control").control("POST", "jobs/" + job + "/fail", "{\"output\":\"no\"}");
        assertThat(api.call("GET", "/job/" + job).body()).contains("\"failed\"", "\"no\"");
    }

    @Test
    void a_failed_backup_and_a_failed_task_are_shown() {
        activate("strict-backup", "{on: hosterapi/server.backups_create, effect: {job: {fail: broken, at: 0.5}}}");
        HosterapiClient api = new HosterapiClient(emulator, "strict-backup");
        assertThat(api.call("PUT", "/datacenter/server/4001/backups/create").status())
                .isEqualTo(200);
        api.advance("6s");
        assertThat(api.call("GET", "/datacenter/server/4001/backups/status").body())
                .contains("\"failed\"");

        activate("strict-task", "{on: hostkey/iso.mount_iso, effect: {job: {fail: broken, at: 0.5}}}");
        HostkeyClient hostkey = new HostkeyClient(emulator, "strict-task");
        JsonNode mounted = hostkey.read("iso", "mount_iso", "id", "456", "iso", "ubuntu-22.04.iso");
        hostkey.advance("3s");
        assertThat(hostkey.check(mounted.path("callback").asText()).toString()).contains("\"Error\"", "broken");
    }

    @Test
    void an_answer_that_no_scenario_changed_is_refused_all_the_same() {
        activate("strict-delay", "{on: hosterapi/server.change, effect: {delay: 1ms}}");
        assertThat(new HosterapiClient(emulator, "strict-delay")
                        .call("PUT", "/datacenter/server/4001/change")
                        .status())
                .isEqualTo(501);
    }
}
