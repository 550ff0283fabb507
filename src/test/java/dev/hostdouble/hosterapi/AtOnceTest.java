package dev.hostdouble.hosterapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a busy server accepts calls, what happens to it at the same time does not undo each other. */
class AtOnceTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();

    @TempDir
    private static Path folder = Path.of("");

    @AutoClose
    private static @Nullable Hostdouble emulator;

    private static final String SERVER = "/datacenter/server/4001";
    private static final long BACKUP = 1606685300;

    private final HosterapiClient api =
            new HosterapiClient(Objects.requireNonNull(emulator), "at-once-" + WORLDS.incrementAndGet());

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "busy: accept");
        emulator = Hostdouble.start(Settings.forTests().withWorld(folder));
    }

    private String state() {
        return api.get(SERVER + "/status").jsonPath().getString("result.state");
    }

    private String dedicated(String id) {
        return api.get("/datacenter/dedicated/" + id + "/status").jsonPath().getString("result.state");
    }

    private void restore(long backup) {
        api.post(SERVER + "/backups/restore", Map.of("backup", backup)).then().statusCode(200);
    }

    @Test
    void a_server_stopped_during_a_restore_stays_stopped() {
        restore(BACKUP);
        api.put(SERVER + "/stop");
        api.advance("1h");
        assertThat(state()).isEqualTo("stopped");
        api.put(SERVER + "/start");
        api.advance("1h");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_restore_that_finds_no_backup_touches_no_power() {
        restore(5);
        api.put(SERVER + "/stop");
        api.advance("1h");
        assertThat(state()).isEqualTo("stopped");
    }

    @Test
    void a_reinstallation_switches_a_stopped_server_on() {
        api.put(SERVER + "/stop");
        api.advance("1m");
        api.put(SERVER + "/reinstall");
        assertThat(state()).isEqualTo("stopped");
        api.put(SERVER + "/stop");
        api.advance("6s");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_server_is_down_until_the_last_of_two_reinstalls_ends() {
        api.put(SERVER + "/reinstall");
        api.advance("2s");
        api.put(SERVER + "/reinstall");
        api.put(SERVER + "/start");
        api.advance("5s");
        assertThat(api.get("/job/15").jsonPath().getString("result.status")).isEqualTo("finished");
        assertThat(state()).isEqualTo("stopped");
        api.advance("1s");
        assertThat(state()).isEqualTo("running");
        assertThat(api.get(SERVER + "/status").jsonPath().getInt("result.uptime"))
                .isZero();
    }

    @Test
    void a_lost_reinstall_leaves_the_server_as_it_is() {
        api.injectJobFault("hosterapi/server.reinstall", new JobFault.Vanish());
        api.put(SERVER + "/reinstall");
        api.advance("1h");
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void a_dedicated_server_runs_again_though_the_second_reinstall_fails() {
        String reinstall = "/datacenter/dedicated/1/reinstall";
        api.put(reinstall, Map.of("template", "Debian Buster"));
        api.advance("10s");
        api.injectJobFault("hosterapi/dedicated.reinstall", new JobFault.Fail("no", 0));
        api.put(reinstall, Map.of("template", "Proxmox VE 6"));
        assertThat(dedicated("1")).isEqualTo("halted");
        api.advance("1h");
        assertThat(dedicated("1")).isEqualTo("running");
        assertThat(api.get("/datacenter/dedicated/1/config").jsonPath().getString("result.template"))
                .isEqualTo("Debian Buster");
    }

    @Test
    void a_server_that_is_not_delivered_yet_cannot_be_reinstalled() {
        api.post("/datacenter/dedicated/order", Map.of("id", 9, "template", "Debian Buster"));
        api.put("/datacenter/dedicated/9/reinstall", Map.of("template", "Debian Buster"))
                .then()
                .statusCode(404);
        api.advance("1m");
        assertThat(dedicated("9")).isEqualTo("running");
        assertThat(api.get("/datacenter/dedicated/9/config").jsonPath().getList("result.ips"))
                .hasSize(1);
    }

    @Test
    void a_failed_order_brings_the_server_back_to_the_market() {
        api.injectJobFault("hosterapi/dedicated.order", new JobFault.Fail("no", 0));
        api.post("/datacenter/dedicated/order", Map.of("id", 9, "template", "Debian Buster"));
        assertThat(api.get("/datacenter/dedicated/market").jsonPath().getList("result.id"))
                .containsExactly(84);
        api.advance("1h");
        assertThat(api.get("/datacenter/dedicated").jsonPath().getList("result.id"))
                .containsExactly(1);
        assertThat(api.get("/datacenter/dedicated/market").jsonPath().getList("result.id"))
                .containsExactly(9, 84);
    }

    @Test
    void an_order_for_more_addresses_than_allowed_is_refused() {
        api.post("/datacenter/dedicated/order", Map.of("id", 9, "template", "Debian Buster", "ipCount", "2147483647"))
                .then()
                .statusCode(400)
                .body("error", equalTo("0xb1: Missing required parameter ipCount"));
    }

    @Test
    void changed_memory_shows_in_the_status() {
        api.finish(api.put("/datacenter/server/4002/change", Map.of("mem", 8192)));
        JsonPath status = api.get("/datacenter/server/4002/status").jsonPath();
        assertThat(status.getLong("result.mem") + status.getLong("result.memfree"))
                .isEqualTo(8192L << 20);
        api.finish(api.put("/datacenter/server/4002/change", Map.of("mem", 512)));
        status = api.get("/datacenter/server/4002/status").jsonPath();
        assertThat(status.getLong("result.mem") + status.getLong("result.memfree"))
                .isEqualTo(512L << 20);
        assertThat(status.getLong("result.memfree")).isPositive();
    }

    @Test
    void a_job_that_fails_at_its_very_end_stays_at_the_progress_before() {
        api.put("/datacenter/server/4001/change", Map.of("disk", "200G"));
        api.put("/datacenter/server/4001/change", Map.of("disk", "150G"));
        api.advance("1m");
        JsonPath job = api.get("/job/16").jsonPath();
        assertThat(job.getString("result.status")).isEqualTo("failed");
        assertThat(job.getDouble("result.progress")).isEqualTo(0.66);
        assertThat(job.getString("result.output")).startsWith("0xb0");
    }

    @Test
    void many_backups_of_one_second_settle_quickly_and_each_has_an_id_of_its_own() {
        for (int i = 0; i < 300; i++) {
            api.put("/datacenter/server/4002/backups/create");
        }
        api.advance("1h");
        assertThat(api.get("/datacenter/server/4002/backups/list").jsonPath().getList("result"))
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_backup_that_is_not_a_number_is_not_a_target() {
        api.post(SERVER + "/backups/restore", Map.of("backup", "abc"))
                .then()
                .statusCode(400)
                .body("error", equalTo("0xa5: no target backup defined"));
    }

    @Test
    void an_injected_error_comes_after_authentication() {
        api.fail("server.start", HosterError.SIGNAL_FAILED, Map.of("signal", "start"));
        api.anonymous().put("/datacenter/server/4001/start").then().statusCode(401);
        api.put(SERVER + "/start")
                .then()
                .statusCode(500)
                .body("error", equalTo("0xa1: failed to send start signal to vm"));
    }

    @Test
    void a_ticket_of_a_removed_server_opens_nothing() {
        String url = api.get(SERVER + "/console").jsonPath().getString("result");
        String page = url.substring(url.indexOf("/novnc"));
        api.open(page).then().statusCode(200);
        api.post(SERVER + "/delete", Map.of("force", true));
        api.open(page).then().statusCode(401);
    }

    @Test
    void two_backups_within_a_second_get_different_ids() {
        long now = EmulatorClock.START.getEpochSecond();
        api.put(SERVER + "/backups/create");
        api.advance("500ms");
        api.put(SERVER + "/backups/create");
        api.advance("1m");
        assertThat(api.read(SERVER + "/backups/list"))
                .isEqualTo("{\"result\":[" + (now + 1) + "," + now + ",1606685300,1606585800,1606575200]}");
    }

    @Test
    void a_server_terminated_before_it_is_delivered_is_never_delivered() {
        api.post("/datacenter/dedicated/order", Map.of("id", 9, "template", "Debian Buster"));
        api.post("/datacenter/dedicated/9/terminate").then().statusCode(200);
        api.advance("1m");
        assertThat(api.read("/datacenter/dedicated")).isEqualTo("{\"result\":[{\"id\":1,\"orderComplete\":true}]}");
    }

    @Test
    void a_job_on_a_deleted_server_fails() {
        api.put(SERVER + "/reinstall");
        api.advance("3s");
        api.post(SERVER + "/delete", Map.of("force", true));
        api.advance("1h");

        assertThat(api.read("/job/15"))
                .isEqualTo("{\"result\":{\"status\":\"failed\",\"progress\":0.66,"
                        + "\"output\":\"0x01: no vm with id 4001 found\"}}");
    }

    @Test
    void a_server_is_deleted_though_the_clock_was_set_back_before_its_job() {
        api.put(SERVER + "/reinstall");
        api.world().run(session -> session.setClock(ClockMode.MANUAL, EmulatorClock.START.minusSeconds(60)));

        api.post(SERVER + "/delete", Map.of("force", true)).then().statusCode(200);
        assertThat(api.read("/datacenter/server")).isEqualTo("{\"result\":[4002,4003]}");
    }
}
