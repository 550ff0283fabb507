package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and scripts type, and what comes back. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private int run(Map<String, String> environment) {
        return Main.run(new String[0], environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private void assertOneLineOnStandardError(String part) {
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(part);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void an_unknown_flag_is_one_clear_line_and_exit_1() {
        assertThat(run("--nope")).isEqualTo(1);
        assertOneLineOnStandardError("--nope");
    }

    @Test
    void a_nonsense_clock_names_the_modes_and_exits_1() {
        assertThat(run("--clock", "backwards")).isEqualTo(1);
        assertOneLineOnStandardError("real, x<N>");
    }

    @Test
    void a_port_out_of_range_exits_1() {
        assertThat(run("--port", "70000")).isEqualTo(1);
        assertOneLineOnStandardError("invalid value for --port: expected 0 to 65535");
    }

    @Test
    void a_taken_port_is_one_clear_line_and_exit_2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", String.valueOf(taken.getLocalPort()))).isEqualTo(2);
            assertOneLineOnStandardError("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void a_missing_world_folder_exits_2() {
        assertThat(run("--port", "0", "--world", "no/such/folder")).isEqualTo(2);
        assertOneLineOnStandardError("no folder no/such/folder; shipped start states are default and rich");
    }

    @Test
    void a_console_url_is_self_or_a_base_url() {
        assertThat(run("--console-url", "me")).isEqualTo(1);
        assertOneLineOnStandardError(
                "invalid value for --console-url: expected self or a base URL such as https://hosterapi.de, not me");
        assertThat(run(Map.of("HOSTDOUBLE_CONSOLE_URL", "https://x/y"))).isEqualTo(1);
    }

    @Test
    void a_wrong_world_file_exits_1_and_names_file_and_line(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hosterapi.yaml"), "tokens: []\nspeed: -1\n");
        assertThat(run("--port", "0", "--world", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("hosterapi.yaml:2:");
    }

    @Test
    void a_missing_config_file_exits_2() {
        assertThat(run("--config", "no-such.properties")).isEqualTo(2);
        assertOneLineOnStandardError("no-such.properties");
    }

    @Test
    void a_config_file_sets_what_flags_do_not(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("hostdouble.properties"), "port=70001\n");
        assertThat(run("--config", config.toString())).isEqualTo(1);
        assertOneLineOnStandardError("not 70001");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, abc",
        "--clock, x0",
        "--log, xml",
        "--journal, -1",
        "--auth, nobody",
        "--seed, one",
        "--now, soon",
        "--max-worlds, -1"
    })
    void an_invalid_value_of_a_flag_is_one_line_and_exit_1(String flag, String value) {
        assertThat(run(flag, value)).isEqualTo(1);
        assertOneLineOnStandardError(flag);
    }

    @Test
    void a_flag_before_the_command_is_refused() {
        assertThat(run("--port", "0", "serve")).isEqualTo(1);
        assertOneLineOnStandardError("put --port after serve");
    }

    @Test
    void help_comes_before_any_command() {
        assertThat(run("--help", "serve")).isZero();
        assertThat(out.toString()).contains("--control-token");
    }

    @Test
    void an_unknown_setting_names_the_nearest_one(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("hostdouble.properties"), "prot=8081\nzzzzzzzz=1\n");
        assertThat(run("--config", config.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains(config + ": unknown key 'prot'; did you mean 'port'?", "'zzzzzzzz'. Allowed: ")
                .doesNotContain("help", "version", "config,");
    }

    @Test
    void a_setting_that_a_config_file_has_twice_is_refused(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(
                folder.resolve("hostdouble.properties"), "port=1\nprot=1\nbind=::1\nport : 2\nbind=::1\nseed=1\n");
        assertThat(run("health", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "hostdouble: " + config + ": unknown key 'prot'; did you mean 'port'?",
                        config + ": key 'bind' is given twice",
                        config + ": key 'port' is given twice");
    }

    @ParameterizedTest
    @CsvSource({
        "help",
        "help check",
        "check --help",
        "version",
        "--version",
        "operations",
        "scenarios",
        "check README.md"
    })
    void a_result_that_cannot_be_written_exits_2(String args) {
        PrintWriter full = new PrintWriter(
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int count) throws IOException {
                        throw new IOException("no space left");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                },
                true);
        assertThat(Main.run(args.split(" ", -1), full, new PrintWriter(err, true)))
                .isEqualTo(2);
        assertOneLineOnStandardError("hostdouble: cannot write to standard output");
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe, false", "No space left on device, true"})
    void a_reader_that_has_ended_is_no_error(String reason, boolean isError) {
        PrintWriter output = new PrintWriter(
                new StandardOutput(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(reason);
                    }
                }),
                true,
                StandardCharsets.UTF_8);
        output.println("one");
        output.println("two");
        assertThat(output.checkError()).isEqualTo(isError);
    }

    @Test
    void variables_are_flags_too() {
        assertThat(run(Map.of("HOSTDOUBLE_PORT", "70002"))).isEqualTo(1);
        assertOneLineOnStandardError("not 70002");
    }

    @ParameterizedTest
    @CsvSource({
        "HOSTDOUBLE_PORT, ''",
        "HOSTDOUBLE_CONFIG, ''",
        "HOSTDOUBLE_STRICT, ''",
        "HOSTDOUBLE_PORT, tcp://10.0.0.1:8080",
        "HOSTDOUBLE_SERVICE_HOST, 10.0.0.1",
        "HOSTDOUBLE_SERVICE_PORT, 8080",
        "HOSTDOUBLE_SERVICE_PORT_HTTP, 8080",
        "HOSTDOUBLE_PORT_8080_TCP, tcp://10.0.0.1:8080",
        "HOSTDOUBLE_PORT_8080_TCP_PROTO, tcp",
        "HOSTDOUBLE_PORT_8080_TCP_PORT, 8080",
        "HOSTDOUBLE_PORT_8080_TCP_ADDR, 10.0.0.1",
        "HOSTDOUBLE_ADMIN_SERVICE_HOST, 10.0.0.1",
        "HOSTDOUBLE_ADMIN_PORT, tcp://10.0.0.1:8080",
        "HOSTDOUBLES, 1",
        "hostdouble_port, 1"
    })
    void variables_that_are_not_settings_are_ignored(String name, String value) {
        assertThat(run(Map.of(name, value, "HOSTDOUBLE_JOURNAL", "-7"))).isEqualTo(1);
        assertOneLineOnStandardError("invalid value for --journal: expected 0 to 1000000, not -7");
    }

    @Test
    void health_checks_the_server_of_the_config_file(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("hostdouble.properties"), "port=1\n");
        assertThat(run("health", "--config", config.toString())).isEqualTo(2);
        assertOneLineOnStandardError("no healthy server at http://127.0.0.1:1/");
    }

    @Test
    void health_refuses_an_invalid_port() {
        assertThat(run("health", "--port", "999999")).isEqualTo(1);
        assertOneLineOnStandardError("hostdouble: invalid value for --port: expected 1 to 65535, not 999999");
    }

    @Test
    void health_refuses_an_invalid_address() {
        assertThat(run("health", "--bind", "a b")).isEqualTo(1);
        assertOneLineOnStandardError("hostdouble: invalid server address http://a b:8080");
    }

    @Test
    void a_binary_world_file_exits_1(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("hosterapi.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(run("--port", "0", "--world", folder.toString())).isEqualTo(1);
        assertOneLineOnStandardError("hosterapi.yaml:1: not UTF-8");
    }

    @Test
    void a_world_that_cannot_be_made_exits_1_and_leaves_the_port(@TempDir Path folder) throws Exception {
        String shipped = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"));
        Files.writeString(folder.resolve("hosterapi.yaml"), shipped.replace("1606685300,", "1606685300, 1606685300,"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(run("--port", String.valueOf(port), "--world", folder.toString()))
                .isEqualTo(1);
        assertOneLineOnStandardError("hosterapi.yaml:");
        assertThat(err.toString()).doesNotContain("INSERT", "SQL", "Exception");
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void health_fails_when_no_server_is_running() {
        assertThat(run("health", "--port", "1")).isEqualTo(2);
        assertOneLineOnStandardError("no healthy server at http://127.0.0.1:1");
    }

    @Test
    void health_is_fine_when_the_server_is_up() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            assertThat(run("health", "--port", String.valueOf(emulator.port()))).isZero();
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void health_says_that_a_port_is_for_https() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withHttps(0))) {
            int port = emulator.httpsUrl().orElseThrow().getPort();
            assertThat(run("health", "--port", String.valueOf(port), "--bind", "127.0.0.1"))
                    .isEqualTo(2);
            assertOneLineOnStandardError("it answers 400: hostdouble: this port speaks HTTPS; use https://");
        }
    }

    @Test
    void operations_prints_every_operation_with_its_answers_and_evidence() {
        assertThat(run("operations")).isZero();
        assertThat(out.toString())
                .contains("hosterapi/server.start", "PUT", "/api/v1/datacenter/server/{sid}/start")
                .contains("hostkey/iso.mount_iso", "ANY", "/iso.php")
                .contains("500 SIGNAL_FAILED")
                .contains("documented")
                .contains("assumed");
    }

    @Test
    void the_ready_line_says_where_and_what() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            assertThat(emulator.readyLine())
                    .isEqualTo(
                            "hostdouble ready on http://127.0.0.1:" + emulator.port() + " (hostkey, hosterapi, vss)");
        }
    }
}
