package dev.hostdouble.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.clients.Program.Ended;
import dev.hostdouble.world.ClockMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hostdouble explore} of the built jar, on the clients of {@code docs/examples/explore} and on the one of its page. */
class ExploreIT {
    private static final Path JAR = Path.of("target/hostdouble.jar");
    private static final Path EXAMPLES = Path.of("docs/examples/explore").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    private Ended explore(String... arguments) throws Exception {
        Assumptions.assumeTrue(Files.exists(JAR), "no target/hostdouble.jar; build it first");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString(),
                "explore"));
        command.addAll(Arrays.asList(arguments));
        return new Program(folder, Map.of()).run(command.toArray(String[]::new));
    }

    private JsonNode report() throws Exception {
        return new ObjectMapper()
                .readTree(folder.resolve("report").resolve("report.json").toFile());
    }

    private static List<String> verdicts(JsonNode report) {
        List<String> verdicts = new ArrayList<>();
        report.path("trials")
                .forEach(trial -> verdicts.add(trial.path("name").asText() + " "
                        + trial.path("verdict").asText()));
        return verdicts;
    }

    @Test
    void all_bugs_of_the_naive_example_are_found() throws Exception {
        Program.require("ExploreIT", "python3");
        Ended naive = explore(
                "--report",
                "report",
                "--timeout",
                "25s",
                "--",
                "python3",
                EXAMPLES.resolve("naive.py").toString());

        assertThat(naive.code()).as(naive.output()).isEqualTo(1);
        assertThat(verdicts(report()))
                .contains(
                        "lost-reply@hosterapi/server.create#1 duplicate", // BUG 3
                        "job-hangs@hosterapi/server.create#1 hang", // BUG 4
                        "job-fails@hosterapi/server.create#1 false_success", // BUG 5 and 6
                        "token-expires@hostkey/eq.on#1 false_success", // BUG 7
                        "error-SERVER_ERROR@hosterapi/job.info#1 leak", // BUG 8
                        "error-SERVER_ERROR@hostkey/eq_callback.check#1 false_success", // BUG 9
                        "error-SERVER_ERROR@hosterapi/server.create#1 crash") // BUG 10
                .anyMatch(verdict -> verdict.matches("gateway-503@.* hammer")); // BUG 2
    }

    @Test
    void a_client_without_timeouts_hangs_if_a_reply_never_comes() throws Exception {
        Program.require("ExploreIT", "python3");
        String faults = "stalled-reply@*server.*#1";

        Ended naive = explore(
                "--timeout",
                "15s",
                "--faults",
                faults,
                "--",
                "python3",
                EXAMPLES.resolve("naive.py").toString());

        assertThat(naive.code()).as(naive.output()).isEqualTo(1);
        assertThat(naive.output()).contains("hang: stalled-reply at hosterapi/server.create#1"); // BUG 1
    }

    @Test
    void nothing_is_found_about_the_robust_example() throws Exception {
        Program.require("ExploreIT", "python3");

        Ended robust = explore(
                "--report",
                "report",
                "--budget",
                "400",
                "--",
                "python3",
                EXAMPLES.resolve("robust.py").toString());

        assertThat(robust.code()).as(robust.output()).isZero();
        assertThat(report().path("findings")).isEmpty();
        assertThat(verdicts(report())).hasSizeGreaterThan(300).anyMatch(verdict -> verdict.endsWith(" failed_clean"));
    }

    @Test
    void the_scenario_of_a_finding_repeats_it_on_a_server() throws Exception {
        Program.require("ExploreIT", "python3");
        String client = EXAMPLES.resolve("naive.py").toString();
        explore("--report", "report", "--faults", "lost-reply@hosterapi/server.create#1", "--", "python3", client);
        Path scenario;
        try (Stream<Path> files = Files.list(folder.resolve("report/scenarios"))) {
            scenario = files.findFirst().orElseThrow();
        }

        Settings settings = Settings.forTests()
                .withHostNow()
                .withClock(ClockMode.parse("step:5s"))
                .withScenarios(List.of(scenario.toString()), false);
        try (Hostdouble server = Hostdouble.start(settings)) {
            String url = server.url().toString();
            new Program(folder, Map.of("HOSTKEY_URL", url, "HOSTERAPI_URL", url, "VSS_URL", url))
                    .run("python3", client)
                    .fine();
            assertThat(server.client().world("default").verify().verified()).isTrue();
            assertThat(server.client()
                            .world("default")
                            .resources("hosterapi", "vm", 100)
                            .toString())
                    .contains("4004", "4005");
        }
    }

    @Test
    void the_example_of_the_page_is_as_it_says() throws Exception {
        Program.require("ExploreIT", "curl");
        String page = Files.readString(Path.of("docs/explore.md"));
        Matcher script = Pattern.compile("(?s)```sh\n(#!/bin/sh\n.*?)```").matcher(page);
        Matcher shown = Pattern.compile("(?s)```console\n\\$ hostdouble explore (.*?)\n(.*?)```")
                .matcher(page);
        assertThat(script.find() && shown.find()).isTrue();
        Path order = Files.writeString(folder.resolve("order.sh"), script.group(1));
        assertThat(order.toFile().setExecutable(true)).isTrue();

        Ended ended = explore(shown.group(1).split(" "));

        assertThat(withoutTimes(ended.output())).contains(withoutTimes(shown.group(2)));
        assertThat(ended.code()).isEqualTo(1);
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("\\d+\\.\\d s\\b", "TIME");
    }
}
