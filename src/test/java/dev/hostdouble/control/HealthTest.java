package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.CapturedLogs;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Health says whether the server has started and what is wrong, and waits for nobody. */
@Isolated("it captures what is logged")
class HealthTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_does_not_wait_for_a_world_that_is_busy() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            ProviderClient client = new ProviderClient(emulator, "default");
            client.rules("- { on: vss/*, effect: { gateway: 503 } }");
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            Thread holder = new Thread(() -> emulator.world("default").run(session -> {
                busy.countDown();
                await(asked);
            }));
            holder.start();
            await(busy);
            client.timeout(5000);
            JsonNode health = client.controlled("GET", "health", "");
            JsonNode worlds = client.controlled("GET", "worlds", "");
            asked.countDown();
            holder.join();
            assertThat(health.path("scenarios").toString()).isEqualTo("[\"test\"]");
            assertThat(health.at("/clock/now").asText()).isEqualTo("2024-02-01T00:00:00Z");
            assertThat(health.has("problems")).isFalse();
            assertThat(worlds.at("/worlds/0/name").asText()).isEqualTo("default");
            assertThat(worlds.at("/worlds/0/clock/now").asText()).isEqualTo("2024-02-01T00:00:00Z");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void it_shows_what_is_wrong_with_a_watched_file() throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"), "scenario: own\nrules: [{ on: vss/*, effect: { gateway: 503 } }]\n");
        try (CapturedLogs logs = CapturedLogs.of("start");
                Hostdouble emulator =
                        Hostdouble.start(Settings.forTests().withScenarios(List.of(file.toString()), true))) {
            ProviderClient client = new ProviderClient(emulator, "default");
            Files.writeString(file, "scenario: own\nrules: [{ on: nothing }]\n");
            for (int i = 0; i < 200 && !client.controlled("GET", "health", "").has("problems"); i++) {
                Thread.sleep(50);
            }
            assertThat(client.controlled("GET", "health", "").at("/problems/0").asText())
                    .contains("own.yaml:2:");
            assertThat(logs.problems()).singleElement().asString().contains("own.yaml:2:");
        }
    }

    @Test
    void a_server_that_has_not_started_is_not_healthy() {
        Worlds worlds = new Worlds(
                new WorldSettings(ClockMode.MANUAL, 7, false, false, 10, 1, WorldSettings.hostClock())
                        .withNow(StartDate.at(EmulatorClock.START)),
                List.of());
        Control control = new Control(
                worlds,
                List.of(),
                new Catalogue(List.of()),
                Access.OPEN,
                "test",
                new ServerState(() -> false, List::of));
        Reply reply = control.handle(
                "default",
                new Request(
                        "GET", "http", "localhost", "", "/_emulator/health", "", Headers.NONE, Bytes.NONE, List.of()));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body().text()).contains("\"status\":\"starting\"");
    }
}
