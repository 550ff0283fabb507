package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.ClockMode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code coverage}. */
class CoverageCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    CoverageCommandTest() throws Exception {}

    private int run(Map<String, String> environment, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("coverage"));
        arguments.addAll(List.of(flags));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(
                arguments.toArray(String[]::new), environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private int run(String... flags) {
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(emulator.port())));
        all.addAll(List.of(flags));
        return run(Map.of(), all.toArray(String[]::new));
    }

    private void use() {
        HosterapiClient client = new HosterapiClient(emulator, "cov-one");
        client.call("GET", "/datacenter/server");
        client.call("GET", "/datacenter/server/1/status");
        new HosterapiClient(emulator, "cov-two").call("GET", "/datacenter/server/4001/status");
        client.controlled("DELETE", "worlds/cov-two", "");
    }

    @Test
    void it_prints_what_all_worlds_met() {
        use();
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("hosterapi/server.list: 1 of 3 documented answers, 1 call\n")
                .contains("hosterapi/server.status: 2 of 3 documented answers, 2 calls\n")
                .endsWith("50.0 %: 3 of 6 documented answers of 2 used operations met\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void it_prints_what_one_world_met() {
        use();
        assertThat(run("--world", "cov-one")).isZero();
        assertThat(out.toString()).endsWith("33.3 %: 2 of 6 documented answers of 2 used operations met\n");
        assertThat(run("--world", "cov-two")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown world 'cov-two'");
        assertThat(run("--operation", "hosterapi/server.status")).isZero();
        assertThat(out.toString()).endsWith("66.6 %: 2 of 3 documented answers of 1 used operation met\n");
    }

    @Test
    void the_start_state_of_a_server_is_no_world() {
        use();
        assertThat(run(Map.of("HOSTDOUBLE_WORLD", "rich", "HOSTDOUBLE_PORT", String.valueOf(emulator.port()))))
                .isZero();
        assertThat(out.toString()).contains("3 of 6");
    }

    @Test
    void it_fails_below_the_minimum_and_says_what_is_missing() {
        use();
        assertThat(run("--min", "50")).isZero();
        assertThat(run("--min", "50.1")).isEqualTo(1);
        assertThat(out.toString())
                .endsWith("coverage: 50.0 % is below 50.1 %: 1 more documented answer is needed, of: "
                        + "hosterapi/server.status UNAUTHORIZED, hosterapi/server.list empty,"
                        + " hosterapi/server.list UNAUTHORIZED\n");
        // 66.66 is shown as 66.6, but it is not less than 66.66.
        assertThat(run("--operation", "hosterapi/server.status", "--min", "66.66"))
                .isZero();
        assertThat(run("--operation", "hosterapi/server.status", "--min", "66.67"))
                .isEqualTo(1);
    }

    @Test
    void nothing_used_is_below_each_minimum_but_0() {
        assertThat(run("--min", "0")).isZero();
        assertThat(out.toString()).endsWith("No documented answers: 0 used operations\n");
        assertThat(run("--min", "0.1")).isEqualTo(1);
        assertThat(out.toString())
                .endsWith("coverage: no operation with documented answers was used; expected at least 0.1 %\n");
    }

    @Test
    void it_writes_files_only_where_it_is_told_to(@TempDir Path folder) throws Exception {
        use();
        Path junit = folder.resolve("coverage.xml");
        Path html = folder.resolve("coverage.html");
        assertThat(run("--junit", junit.toString(), "--html", html.toString(), "--min", "99"))
                .isEqualTo(1);
        assertThat(Files.readString(junit)).startsWith("<?xml ").contains("classname=\"hosterapi/server.list\"");
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>");
        assertThat(folder.toFile().list()).hasSize(2);
        assertThat(run("--junit", folder.resolve("no/such.xml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("such.xml: its folder does not exist");
        assertThat(run("--html", folder.toString())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "100.1", "1e1", "NaN", "half", "50%", ""})
    void a_minimum_is_a_number_from_0_to_100(String min) {
        assertThat(run("--min=" + min)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hostdouble: invalid value for --min: expected a number from 0 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://x", "http://", "a b"})
    void a_url_is_that_of_a_server(String url) {
        assertThat(run(Map.of(), "--url", url)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hostdouble: invalid value for --url: expected a URL such as");
    }

    @Test
    void it_could_not_run_without_a_server() {
        assertThat(run(Map.of(), "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString()).contains("http://127.0.0.1:1").contains("is the server running?");
        assertThat(run(Map.of(), "--port", "1")).isEqualTo(2);
    }

    @Test
    void the_token_comes_from_the_environment() throws Exception {
        try (Hostdouble closed = Hostdouble.start(new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                ClockMode.MANUAL,
                1,
                false,
                false,
                10,
                Optional.of("t0ken"),
                false))) {
            String url = closed.url().toString();
            assertThat(run(Map.of(), "--url", url)).isEqualTo(2);
            assertThat(err.toString()).contains("HOSTDOUBLE_CONTROL_TOKEN");
            assertThat(run(Map.of("HOSTDOUBLE_CONTROL_TOKEN", "t0ken"), "--url", url + "/"))
                    .isZero();
        }
    }
}
