package dev.hostdouble.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The date of a world is set back and ahead, and what is under way goes on. */
class SetDateTest {
    private static final String BACK = "2023-06-01T00:00:00Z";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final HosterapiClient api = new HosterapiClient(emulator, "date-" + COUNT.incrementAndGet());

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private JsonNode listed() {
        return api.controlled("GET", "jobs", "").at("/jobs/0");
    }

    private String status(int job) {
        return api.job(job).at("/result/status").asText();
    }

    private long uptime() {
        return api.call("GET", HosterapiClient.SERVERS + "/4001/status")
                .json()
                .at("/result/uptime")
                .asLong();
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, "2024-10-01T00:00:00Z", "2200-01-01T00:00:00Z"})
    void a_running_job_keeps_the_time_it_needs(String date) {
        int job = api.reinstall();
        api.advance("2s");
        api.setDate(date);

        api.advance("3999ms");
        assertThat(status(job)).isEqualTo("executing");
        api.advance("1ms");
        assertThat(status(job)).isEqualTo("finished");
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, "2024-10-01T00:00:00Z"})
    void start_and_end_of_a_job_are_shown_by_the_date_of_the_clock(String date) {
        api.reinstall();
        api.advance("2s");
        api.setDate(date);
        api.advance("1s");

        String day = date.substring(0, 10);
        assertThat(listed().path("endsAt").asText()).isEqualTo(day + "T00:00:04Z");
        assertThat(listed().path("startedAt").asText()).endsWith("T23:59:58Z");
    }

    @Test
    void a_job_ends_though_the_date_cannot_go_on() {
        api.setDate("2200-01-01T00:00:00Z");
        int job = api.reinstall();
        api.advance("6s");

        assertThat(status(job)).isEqualTo("finished");
        assertThat(api.controlled("GET", "clock", "").path("now").asText()).isEqualTo("2200-01-01T00:00:00Z");
    }

    @Test
    void run_until_reaches_the_end_of_a_job_after_the_date_was_set_back() {
        int job = api.reinstall();
        api.advance("2s");
        api.setDate(BACK);
        JsonNode clock = api.controlled("POST", "clock/run-until", "{\"job\":" + job + "}");

        assertThat(clock.path("now").asText()).isEqualTo("2023-06-01T00:00:04Z");
        assertThat(status(job)).isEqualTo("finished");
    }

    @Test
    void a_job_that_was_due_takes_effect_by_the_date_of_before() {
        api.reinstall();
        api.world().run(session -> session.setClock(ClockMode.parse("step:10s"), session.now()));
        api.call("GET", HosterapiClient.SERVERS); // the clock moves on after it: the job is due
        api.setDate(BACK);

        assertThat(listed().path("status").asText()).isEqualTo("finished");
    }

    @Test
    void a_change_of_the_mode_takes_no_time() {
        int job = api.reinstall();
        api.controlled("PUT", "clock", "{\"mode\":\"step:3s\"}");

        assertThat(api.controlled("GET", "clock", "").path("now").asText()).isEqualTo("2024-02-01T00:00:00Z");
        assertThat(status(job)).isEqualTo("queued");
        assertThat(status(job)).isEqualTo("executing");
        assertThat(status(job)).isEqualTo("finished");
    }

    @Test
    void the_uptime_of_a_server_does_not_depend_on_the_date() {
        long before = uptime();
        api.setDate(BACK);
        assertThat(uptime()).isEqualTo(before);
        api.advance("5s");
        assertThat(uptime()).isEqualTo(before + 5);
    }

    @Test
    void a_backup_keeps_the_date_at_which_it_was_asked_for() {
        api.put(HosterapiClient.SERVERS + "/4001/backups/create");
        api.setDate(BACK);
        api.advance("1h");

        assertThat(api.read(HosterapiClient.SERVERS + "/4001/backups/list")).contains("1706745600");
    }
}
