package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.ClockMode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(run("--world", "cov-two")).isEqualTo(1);
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
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://x",
                "http://",
                "a b",
                "foo",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:0",
                "http://127.0.0.1:8080?world=x",
                "http://127.0.0.1:8080/#x",
                "http://a:b@127.0.0.1:8080"
            })
    void a_url_is_that_of_a_server(String url) {
        assertThat(run(Map.of(), "--url", url)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hostdouble: invalid value for --url: expected a URL such as");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1:8080/_w/mine | names the world 'mine': expected the URL of the server, and --world mine
            http://127.0.0.1:8080/_w/mine/ | names the world 'mine'
            http://127.0.0.1:8080/_w/mine/_emulator | names the world 'mine'
            http://v1.2.Localhost:8080 | names the world 'v1.2'
            http://127.0.0.1:8080/_emulator | expected the URL of the server without /_emulator
            http://127.0.0.1:8080/_emulator/coverage/all | expected the URL of the server without /_emulator
            """)
    void a_url_is_not_that_of_a_world_or_of_the_control_api(String url, String problem) {
        assertThat(run(Map.of(), "--url", url)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("hostdouble: invalid value for --url: ")
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --operation | x | unknown operation 'x'
            --operation | x* | no operation matches 'x*'
            --world | nope | unknown world 'nope'
            --world | ../x | invalid world name
            """)
    void what_the_server_refuses_is_a_wrong_value(String flag, String value, String problem) {
        assertThat(run(flag, value)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hostdouble: ").contains(problem);
    }

    @Test
    void another_server_cannot_be_asked() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try {
            assertThat(run(
                            Map.of(),
                            "--url",
                            "http://127.0.0.1:" + other.getAddress().getPort()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("status 404", "is that the URL of a Hostdouble?");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void a_server_at_https_is_asked_with_its_ca(@TempDir Path folder) throws Exception {
        try (Hostdouble https = Hostdouble.start(Settings.forTests().withHttps(0))) {
            String url = https.httpsUrl().orElseThrow().toString();
            Path ca = Files.writeString(folder.resolve("ca.pem"), https.client().trustedCertificates());
            assertThat(run(Map.of(), "--url", url, "--cacert", ca.toString())).isZero();
            assertThat(out.toString()).endsWith("0 used operations\n");
            assertThat(run(Map.of(), "--url", url)).isEqualTo(2);
            assertThat(err.toString())
                    .contains("no TLS connection to " + url, "certification path", "--cacert names the CA to trust")
                    .doesNotContain("is the server running?");
            assertThat(run(
                            Map.of(),
                            "--url",
                            url,
                            "--cacert",
                            folder.resolve("no.pem").toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("cannot read " + folder.resolve("no.pem"));
            for (String text :
                    List.of("", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
                Files.writeString(ca, text);
                assertThat(run(Map.of(), "--url", url, "--cacert", ca.toString()))
                        .isEqualTo(1);
                assertThat(err.toString()).contains("invalid value for --cacert: expected a PEM file");
            }
        }
    }

    @Test
    void two_files_are_two(@TempDir Path folder) throws Exception {
        String file = folder.resolve("a").toString();
        assertThat(run("--junit", file, "--html", folder + "/./a")).isEqualTo(1);
        assertThat(err.toString()).contains("--junit and --html name the same file");
        assertThat(folder.toFile().list()).isEmpty();
        Files.writeString(folder.resolve("a"), "");
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
        assertThat(run("--junit", file, "--html", folder + "/b")).isEqualTo(1);
        assertThat(run("--junit=")).isEqualTo(1);
        assertThat(err.toString()).contains("invalid value for --junit: expected the name of a file");
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
