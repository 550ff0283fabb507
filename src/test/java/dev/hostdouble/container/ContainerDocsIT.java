package dev.hostdouble.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the commands of {@code docs/container.md} and what {@code compose.yaml} says. */
class ContainerDocsIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
    private static final Pattern BUILD = Pattern.compile("docker build .*");
    private static final YAMLMapper YAML = new YAMLMapper();

    @BeforeEach
    void build() throws IOException {
        Podman.buildOnce();
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/container.md")));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    /** Runs commands on a free port; a build takes the image that is there. */
    private static String run(String commands) throws IOException {
        String local = commands.replace("127.0.0.1:8080", "127.0.0.1:" + Podman.freePort());
        assertThat(local).doesNotContain(" -p 8080");
        String tag = "podman tag " + Podman.IMAGE + " localhost/hostdouble:latest";
        return Podman.shell("set -e; " + BUILD.matcher(local).replaceAll(tag))
                .succeeds()
                .output();
    }

    @Test
    void every_command_runs() throws IOException {
        try {
            StringBuilder printed = new StringBuilder();
            for (String block : blocks("sh")) {
                printed.append(run(block));
            }
            assertThat(printed)
                    .contains("{\"result\":[4001,4002,4003]}", "hostdouble 0.1.0", "any/slow-provider")
                    .contains("Picked up JAVA_TOOL_OPTIONS: -XX:TieredStopAtLevel=4");

            JsonNode job = YAML.readTree(workflow("Start Hostdouble")).at("/jobs/test/steps");
            StringBuilder steps = new StringBuilder();
            job.forEach(step -> steps.append(
                    step.path("if").isMissingNode() ? step.path("run").asText() + "\n" : ""));
            assertThat(run(steps.toString())).contains("\"status\":\"ok\"");
        } finally {
            Podman.shell("podman rm -f -t 0 hostdouble; podman volume rm -f hostdouble");
        }
    }

    private static String workflow(String step) throws IOException {
        return blocks("yaml").stream()
                .filter(block -> block.contains(step))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_file_is_yaml() throws IOException {
        for (String block : blocks("yaml")) {
            assertThat(YAML.readTree(block).size()).as(block).isPositive();
        }
    }

    /** No engine for compose files is at hand: the services are run with the options that they stand for. */
    @Test
    void the_compose_file_runs() throws IOException {
        JsonNode services =
                YAML.readTree(Files.readString(Path.of("compose.yaml"))).path("services");
        JsonNode service = services.path("hostdouble");
        JsonNode example = services.path("example");
        assertThat(example.at("/depends_on/hostdouble/condition").asText()).isEqualTo("service_healthy");
        StringBuilder options = new StringBuilder("--hostname hostdouble");
        service.path("environment")
                .properties()
                .forEach(variable -> options.append(
                        " -e " + variable.getKey() + "=" + variable.getValue().asText()));
        service.path("cap_drop").forEach(capability -> options.append(" --cap-drop " + capability.asText()));
        service.path("security_opt")
                .forEach(option ->
                        options.append(" --security-opt " + option.asText().replace(":true", "")));
        options.append(service.path("read_only").asBoolean() ? " --read-only" : "");
        try (Container container = Container.start(options.toString(), "")) {
            assertThat(container.health().code()).isZero();
            StringBuilder command = new StringBuilder();
            example.path("command").forEach(word -> command.append(" '" + word.asText() + "'"));
            assertThat(Podman.output("podman run --rm --network container:" + container.name() + " "
                            + example.path("image").asText() + command))
                    .isEqualTo("{\"result\":[4001,4002,4003]}");
            assertThat(container.get("/_emulator/clock").body()).contains("manual");
        }
    }
}
