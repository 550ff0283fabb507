package dev.hostdouble.testcontainers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hostdouble.client.HostdoubleClient;
import dev.hostdouble.client.HostdoubleException;
import dev.hostdouble.client.WorldClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;

/** What {@link HostdoubleContainerIT} runs in a process of its own, which knows the engine by its environment. */
class ContainerStories {
    @Test
    void a_wrong_setting_fails_the_start_at_once_and_says_what_is_wrong() {
        try (HostdoubleContainer container = new HostdoubleContainer().withScenario("any/slow-provder")) {
            ContainerLaunchException e = assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> assertThrows(ContainerLaunchException.class, container::start));
            String message = String.valueOf(e.getMessage());
            assertTrue(
                    message.startsWith("Hostdouble does not start: hostdouble: no scenario, file or folder")
                            && message.contains("any/slow-provder"),
                    message);
        }
    }

    @Test
    void files_settings_and_token_arrive() {
        try (HostdoubleContainer container = new HostdoubleContainer()
                .withWorld(Path.of("fixtures/worlds/rich"))
                .withScenarioOnClassPath("junit/mine.yaml")
                .withScenario("any/slow-provider,delay=1ms")
                .withClock("manual")
                .withNow(Instant.parse("2025-01-01T00:00:00Z"))
                .withSeed(7)
                .withControlToken("secret")) {
            container.start();
            assertEquals("http", container.baseUrl("vss").getScheme());
            assertThrows(IllegalArgumentException.class, () -> container.baseUrl("vs"));

            HostdoubleClient client = container.client();
            assertEquals(7, client.health().seed());
            WorldClient world = client.createWorld("mine");
            assertEquals(Instant.parse("2025-01-01T00:00:00Z"), world.clock().now());
            assertEquals(
                    List.of("mine", "any/slow-provider"),
                    world.scenarios().active().stream()
                            .map(active -> active.name())
                            .toList());
            assertEquals(false, world.jobs().list().isEmpty());

            HostdoubleClient stranger = HostdoubleClient.at(container.url());
            assertEquals(
                    401,
                    assertThrows(HostdoubleException.class, stranger::worlds).status());
        }
    }
}
