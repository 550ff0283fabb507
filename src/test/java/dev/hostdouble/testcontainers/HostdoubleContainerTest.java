package dev.hostdouble.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/** What the container tells an engine, without one. */
class HostdoubleContainerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void settings_become_environment_variables_that_the_server_knows() {
        Map<String, String> environment = new HostdoubleContainer()
                .withWorld("rich")
                .withScenario("any/slow-provider,delay=3s")
                .withScenario("hosterapi/job-stuck")
                .withClock("step:1s")
                .withSeed(7)
                .withNow(Instant.parse("2024-02-01T00:00:00Z"))
                .withControlToken("secret")
                .getEnvMap();
        assertThat(environment)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "HOSTDOUBLE_WORLD", "rich",
                        "HOSTDOUBLE_SCENARIO", "any/slow-provider,delay=3s,hosterapi/job-stuck",
                        "HOSTDOUBLE_CLOCK", "step:1s",
                        "HOSTDOUBLE_SEED", "7",
                        "HOSTDOUBLE_NOW", "2024-02-01T00:00:00Z",
                        "HOSTDOUBLE_CONTROL_TOKEN", "secret"));
        StringWriter help = new StringWriter();
        PrintWriter out = new PrintWriter(help);
        assertThat(Main.run(new String[] {"serve", "--help"}, out, out)).isZero();
        environment.keySet().forEach(variable -> assertThat(help.toString())
                .contains("--"
                        + variable.substring("HOSTDOUBLE_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')));
    }

    @Test
    @SuppressWarnings("deprecation") // Nothing else shows what will be copied.
    void folders_and_files_are_copied_so_that_any_user_can_read_them() throws Exception {
        Path scenario = Files.writeString(folder.resolve("my own.yaml"), "scenario: mine\nrules: []\n");
        HostdoubleContainer container = new HostdoubleContainer(DockerImageName.parse("registry.example/hostdouble:1"))
                .withWorld(folder)
                .withScenarioOnClassPath("junit/mine.yaml")
                .withScenario(scenario);
        assertThat(container.getEnvMap())
                .containsEntry("HOSTDOUBLE_WORLD", "/hostdouble/world")
                .containsEntry(
                        "HOSTDOUBLE_SCENARIO", "/hostdouble/scenarios/0-mine.yaml,/hostdouble/scenarios/1-my_own.yaml");
        assertThat(container.getCopyToFileContainerPathMap().values())
                .containsExactlyInAnyOrder(
                        "/hostdouble/world",
                        "/hostdouble/scenarios/0-mine.yaml",
                        "/hostdouble/scenarios/1-my_own.yaml");
        container.getCopyToFileContainerPathMap().forEach((file, target) -> assertThat(file.getFileMode() & 0777)
                .isEqualTo(target.endsWith(".yaml") ? 0644 : 0755));
    }

    @Test
    void it_listens_on_one_port() {
        HostdoubleContainer container = new HostdoubleContainer();
        assertThat(HostdoubleContainer.DEFAULT_IMAGE.asCanonicalNameString()).isEqualTo("hostdouble:latest");
        assertThat(container.getExposedPorts()).isEqualTo(List.of(8080));
    }
}
