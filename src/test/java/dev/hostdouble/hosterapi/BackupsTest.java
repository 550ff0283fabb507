package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.world.EmulatorClock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section "Server": backups. */
@ExtendWith(EmulatorExtension.class)
class BackupsTest {
    private static final String SERVER = "/datacenter/server/4001";
    private static final String AT_FIRST = "{\"result\":{\"cpuCores\":2,\"mem\":2048,\"disk\":\"100G\","
            + "\"ips\":[\"127.0.0.1\",\"fe80::1\"],\"template\":\"Ubuntu20.04\"}}";
    private static final long NOW = EmulatorClock.START.getEpochSecond();

    private final HosterapiClient api;

    BackupsTest(HosterapiClient api) {
        this.api = api;
    }

    private void create() {
        api.put(SERVER + "/backups/create").then().statusCode(200).body(equalTo("{\"result\":true}"));
    }

    private void restore(long backup) {
        api.post(SERVER + "/backups/restore", Map.of("backup", backup))
                .then()
                .statusCode(200)
                .body(equalTo("{\"result\":\"pending\"}"));
    }

    private String list() {
        return api.read(SERVER + "/backups/list");
    }

    private String status() {
        return api.read(SERVER + "/backups/status");
    }

    private String state() {
        return api.get(SERVER + "/status").jsonPath().getString("result.state");
    }

    @Test
    void the_list_of_the_page_stands_at_the_start() {
        assertThat(list()).isEqualTo("{\"result\":[1606685300,1606585800,1606575200]}");
        assertThat(api.read("/datacenter/server/4002/backups/list")).isEqualTo("{\"result\":[]}");
    }

    @Test
    void without_a_task_the_status_is_that_of_the_page() {
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"pending\",\"progress\":0}}");
    }

    @Test
    void a_backup_is_pending_at_first_and_listed_first_once_it_is_done() {
        create();

        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"pending\",\"progress\":0}}");
        api.advance("2s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.33}}");
        api.advance("2s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.66}}");
        assertThat(list()).isEqualTo("{\"result\":[1606685300,1606585800,1606575200]}");
        api.advance("2s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1}}");
        assertThat(list()).isEqualTo("{\"result\":[" + NOW + ",1606685300,1606585800,1606575200]}");
    }

    @Test
    void a_backup_is_of_its_server_alone() {
        create();
        api.advance("6s");

        assertThat(api.read("/datacenter/server/4002/backups/status"))
                .isEqualTo("{\"result\":{\"status\":\"pending\",\"progress\":0}}");
        assertThat(api.read("/datacenter/server/4002/backups/list")).isEqualTo("{\"result\":[]}");
    }

    @Test
    void a_failed_backup_is_not_listed() {
        api.injectJobFault("hosterapi/server.backups_create", new JobFault.Fail("no space", 0.66));
        create();
        api.advance("1m");

        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.66}}");
        assertThat(list()).isEqualTo("{\"result\":[1606685300,1606585800,1606575200]}");
    }

    @Test
    void a_restore_brings_the_config_back() {
        api.finish(api.put(SERVER + "/change", Map.of("cpuCores", 4, "mem", 4096, "disk", "200G")));
        restore(1606685300);
        api.advance("5999ms");
        api.get(SERVER + "/config").then().body("result.cpuCores", equalTo(4));
        api.advance("1ms");

        assertThat(api.read(SERVER + "/config")).isEqualTo(AT_FIRST);
    }

    @Test
    void a_backup_keeps_the_config_of_the_moment_it_was_asked_for() {
        create();
        api.finish(api.put(SERVER + "/change", Map.of("cpuCores", 4)));
        api.get(SERVER + "/config").then().body("result.cpuCores", equalTo(4));
        restore(NOW);
        api.advance("1m");

        assertThat(api.read(SERVER + "/config")).isEqualTo(AT_FIRST);
    }

    @Test
    void the_status_is_that_of_the_latest_backup_or_restore() {
        create();
        api.advance("6s");
        restore(1606685300);
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"pending\",\"progress\":0}}");
        api.advance("2s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"executing\",\"progress\":0.33}}");
        api.advance("4s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"finished\",\"progress\":1}}");
        restore(1606345164); // unknown
        api.advance("6s");
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.66}}");
        create();
        assertThat(status()).isEqualTo("{\"result\":{\"status\":\"pending\",\"progress\":0}}");
    }

    @Test
    void a_server_is_down_while_it_is_restored() {
        restore(1606685300);
        assertThat(state()).isEqualTo("stopped");
        api.advance("6s");
        assertThat(state()).isEqualTo("running");
        api.get(SERVER + "/status").then().body("result.uptime", equalTo(0));
    }

    @Test
    void a_stopped_server_stays_stopped_when_restored() {
        api.put(SERVER + "/stop");
        api.advance("1s");
        restore(1606685300);
        api.advance("1m");

        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void a_failed_restore_changes_nothing_and_the_server_runs_again() {
        api.finish(api.put(SERVER + "/change", Map.of("cpuCores", 4)));
        api.injectJobFault("hosterapi/server.backups_restore", new JobFault.Fail("broken", 0.33));
        restore(1606685300);
        api.advance("1m");

        assertThat(state()).isEqualTo("running");
        api.get(SERVER + "/config").then().body("result.cpuCores", equalTo(4));
    }

    @Test
    void restoring_an_unknown_backup_is_accepted_and_changes_nothing() {
        String before = api.read(SERVER + "/config");
        restore(1606345164);
        assertThat(state()).isEqualTo("running");
        api.advance("6s");

        assertThat(api.read(SERVER + "/config")).isEqualTo(before);
        api.get(SERVER + "/status")
                .then()
                .body("result.state", equalTo("running"))
                .body("result.uptime", equalTo(1164 + 6));
    }

    @Test
    void a_backup_of_another_server_is_unknown() {
        api.post("/datacenter/server/4002/backups/restore", Map.of("backup", 1606685300));
        api.advance("1m");

        api.get("/datacenter/server/4002/config").then().body("result.template", equalTo("Debian10.0"));
    }

    @Test
    void a_restore_without_a_backup_has_an_error_of_its_own() {
        api.post(SERVER + "/backups/restore")
                .then()
                .statusCode(400)
                .body(equalTo("{\"result\":false,\"error\":\"0xa5: no target backup defined\"}"));
        api.post(SERVER + "/backups/restore", Map.of("backup", ""))
                .then()
                .statusCode(400)
                .body("error", equalTo("0xa5: no target backup defined"));
    }

    @Test
    void a_restore_of_an_unknown_server_is_not_found_before_the_backup_is_missing() {
        api.post("/datacenter/server/4009/backups/restore").then().statusCode(404);
    }

    @Test
    void a_backup_that_times_out_starts_no_task() {
        api.fail("server.backups_create", HosterError.TIMEOUT, Map.of());

        api.put(SERVER + "/backups/create")
                .then()
                .statusCode(500)
                .body(equalTo("{\"result\":false,\"error\":\"0xa3: timeout\"}"));
        api.advance("1m");
        assertThat(list()).isEqualTo("{\"result\":[1606685300,1606585800,1606575200]}");
    }
}
