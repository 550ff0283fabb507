package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.world.ClockMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay restores date and elapsed time of everything, however the clock was moved. */
class ReplayTimeTest {
    private static final String WISH = "template=Debian10.0&cpuCores=1&mem=2048&disk=10G&ipCount=1";

    @TempDir
    private Path folder = Path.of("");

    private static void order(ProviderClient client) {
        Recorder.hosterapi(client, "POST", "/datacenter/server", WISH);
    }

    private static void look(ProviderClient client) {
        Recorder.hosterapi(client, "GET", "/job/15", "");
        Recorder.hosterapi(client, "GET", "/datacenter/server", "");
        Recorder.hosterapi(client, "GET", "/datacenter/server/4001/status", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "real", "x60", "x1000000", "step:1500ms"})
    void every_clock_comes_out_the_same(String mode) throws Exception {
        new Recorder(folder).assertSame(Settings.forTests().withClock(ClockMode.parse(mode)), (emulator, client) -> {
            order(client);
            for (int i = 0; i < 5; i++) {
                look(client);
                Thread.sleep(3);
            }
        });
    }

    @Test
    void a_clock_that_is_moved_comes_out_the_same() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            order(client);
            client.advance("2s");
            look(client);
            client.setDate("2021-03-01T00:00:00Z");
            look(client);
            client.controlled("PUT", "clock", "{\"mode\":\"x60\"}");
            look(client);
            client.controlled("PUT", "clock", "{\"mode\":\"step:250ms\",\"now\":\"2199-12-31T23:59:59Z\"}");
            look(client);
            client.controlled("POST", "clock/run-until", "{\"job\":15}");
            look(client);
            order(client);
            client.advance("3650d");
            client.advance("3650d");
            Recorder.hosterapi(client, "GET", "/job/16", "");
            look(client);
            emulator.world("default").advance(Duration.ofSeconds(5));
            look(client);
        });
        assertThat(file.path("events").findValuesAsText("clock"))
                .containsExactly(
                        "manual",
                        "manual",
                        "x60",
                        "step:250ms",
                        "step:250ms",
                        "step:250ms",
                        "step:250ms",
                        "step:250ms");
    }

    @Test
    void a_clock_that_runs_until_something_comes_out_the_same() throws Exception {
        new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.controlled("PUT", "scenarios/hosterapi/job-stuck", "");
            order(client);
            client.control("POST", "clock/run-until", "{\"job\":15}");
            client.controlled("POST", "clock/run-until", "{\"job\":15,\"progress\":0.33}");
            look(client);
            order(client);
            client.controlled("POST", "clock/run-until", "{\"rule\":\"hosterapi/job-stuck/stuck\"}");
            client.control("POST", "clock/run-until", "{\"rule\":\"hosterapi/job-stuck/stuck\"}");
            look(client);
            client.controlled("DELETE", "scenarios/hosterapi/job-stuck", "");
            order(client);
            client.controlled("POST", "clock/run-until", "{\"job\":17,\"progress\":0.5}");
            look(client);
            client.controlled("POST", "clock/run-until", "{\"date\":\"2024-03-01T00:00:00Z\"}");
            look(client);
        });
    }

    @Test
    void jobs_that_end_between_calls_end_at_the_same_place() throws Exception {
        String event = """
                scenario: later
                rules: [{ on: hosterapi/server.list, effect: { delay: 1ms } }]
                events: [{ at: 5s, do: { hosterapi/vm: 4001, state: stopped } }]
                """;
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            client.scenario(event);
            order(client);
            client.advance("4s");
            client.controlled("PUT", "clock", "{\"mode\":\"x1000000\"}");
            Thread.sleep(5);
            client.controlled("PUT", "clock", "{\"mode\":\"manual\"}");
            client.controlled("GET", "jobs", "");
            client.controlled("DELETE", "scenarios/later", "");
            look(client);
        });
        assertThat(file.toString()).contains("\"toElapsed\"");
    }

    @Test
    void what_takes_effect_while_somebody_looks_is_recorded() throws Exception {
        String event = """
                scenario: later
                events: [{ at: 1s, do: { hosterapi/vm: 4001, state: stopped } }]
                """;
        Settings running = Settings.forTests().withClock(ClockMode.parse("x1000000"));
        JsonNode file = new Recorder(folder).assertSame(running, (emulator, client) -> {
            client.scenario(event);
            Thread.sleep(5);
            client.controlled("GET", "jobs", "");
            client.controlled("DELETE", "scenarios/later", "");
            look(client);
        });
        assertThat(file.path("events").findValues("settled")).hasSize(1);
    }

    @Test
    void a_reset_begins_a_new_recording() throws Exception {
        JsonNode file = new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            order(client);
            client.advance("1h");
            client.controlled("DELETE", "requests", "");
            client.controlled("POST", "reset", "");
            order(client);
            client.advance("6s");
            look(client);
        });
        assertThat(file.path("events").findValues("call")).hasSize(4);
    }

    @Test
    void control_actions_on_jobs_and_stores_come_out_the_same() throws Exception {
        new Recorder(folder).assertSame(Settings.forTests(), (emulator, client) -> {
            order(client);
            order(client);
            client.advance("1500ms");
            client.control("POST", "jobs/99/finish", "");
            client.controlled("POST", "jobs/hosterapi%2F15/fail", "{\"output\":\"0xa3: timeout\"}");
            client.controlled("POST", "jobs/16/finish", "");
            look(client);
            client.controlled("PUT", "stores/josem", "{\"files\":[{\"path\":\"isos/a b.iso\"}]}");
            client.controlled("POST", "stores/josem", "{\"path\":\"isos/new.iso\"}");
            client.controlled("DELETE", "stores/josem?path=isos/new.iso", "");
            client.change("{\"hosterapi/vm\":4002,\"state\":\"stopped\"}");
            client.change("{\"hosterapi/vm\":4003,\"removed\":true}");
            look(client);
            Recorder.hosterapi(client, "GET", "/datacenter/server/4002/status", "");
        });
    }
}
