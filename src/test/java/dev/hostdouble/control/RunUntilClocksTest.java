package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.client.Seen;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST clock/run-until} with every mode of the clock, over long ways, and in new worlds. */
class RunUntilClocksTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static Hostdouble emulator;

    private final HosterapiClient hosterapi = new HosterapiClient(emulator, "until-clock-" + COUNT.incrementAndGet());

    @BeforeAll
    static void start() throws Exception {
        emulator = Hostdouble.start(Settings.forTests());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private JsonNode reached(String body) {
        return hosterapi.controlled("POST", "clock/run-until", body);
    }

    private String refused(int status, String body) {
        Seen reply = hosterapi.control("POST", "clock/run-until", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "real", "x60", "x1000000", "step:2s"})
    void whatever_the_clock(String mode) {
        hosterapi.controlled("PUT", "clock", "{\"mode\":\"" + mode + "\"}");
        hosterapi.reinstall();
        hosterapi.reinstall();
        assertThat(reached("{\"job\":16}").path("reached").asText()).isEqualTo("job 16 has finished at 1.0");
        JsonNode run = reached("{\"date\":\"2199-12-31T23:59:59Z\"}");
        assertThat(run.path("mode").asText()).isEqualTo(mode);
        assertThat(run.path("now").asText()).isGreaterThanOrEqualTo("2199-12-31T23:59:59");
        int late = hosterapi.reinstall();
        hosterapi.advance("3650d");
        hosterapi.reinstall();
        assertThat(reached("{\"job\":" + (late + 1) + "}").path("reached").asText())
                .isEqualTo("job " + (late + 1) + " has finished at 1.0");
    }

    @Test
    void many_jobs_end_in_steps_and_the_first_events_are_listed() {
        for (int i = 0; i < 450; i++) {
            hosterapi.reinstall();
        }
        JsonNode run = reached("{\"job\":464}");
        assertThat(run.path("passed").asText()).isEqualTo("PT45M");
        assertThat(run.path("total").asInt()).isEqualTo(450);
        assertThat(run.path("events").findValuesAsText("job"))
                .hasSize(100)
                .startsWith("15", "16")
                .endsWith("114");
        // Each step is an event of its own: between two of them the world was free.
        assertThat(hosterapi.controlled("GET", "replay", "").path("events").findValues("clock"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void in_a_new_world_only_a_date_can_be_reached() {
        assertThat(refused(404, "{\"job\":15}")).isEqualTo("no job '15'; this world has no jobs");
        assertThat(refused(404, "{\"token\":\"x\"}"))
                .isEqualTo(
                        "unknown token: no provider of this world has issued it, or it expired so long ago that it is forgotten");
        assertThat(reached("{\"date\":\"2024-02-02T00:00:00Z\"}").path("passed").asText())
                .isEqualTo("PT24H");
    }
}
