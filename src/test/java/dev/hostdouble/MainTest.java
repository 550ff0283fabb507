package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts type, and what comes back. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private void assertOneLineOnStandardError(String part) {
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(part);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void an_unknown_flag_is_one_clear_line_and_exit_2() {
        assertThat(run("--nope")).isEqualTo(2);
        assertOneLineOnStandardError("--nope");
    }

    @Test
    void a_nonsense_clock_names_the_modes_and_exits_2() {
        assertThat(run("--clock", "backwards")).isEqualTo(2);
        assertOneLineOnStandardError("real, x<N>");
    }

    @Test
    void a_port_out_of_range_exits_2() {
        assertThat(run("--port", "70000")).isEqualTo(2);
        assertOneLineOnStandardError("--port is from 0 to 65535");
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
        assertOneLineOnStandardError("no folder no/such/folder");
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
    void a_config_file_gives_what_flags_leave_open(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("hostdouble.properties"), "port=70001\n");
        assertThat(run("--config", config.toString())).isEqualTo(2);
        assertOneLineOnStandardError("not 70001");
    }

    @Test
    void health_says_when_nobody_is_there() {
        assertThat(run("health", "--port", "1")).isEqualTo(2);
        assertOneLineOnStandardError("no healthy server at http://127.0.0.1:1");
    }

    @Test
    void health_is_fine_when_the_server_is_up() throws Exception {
        try (Emulator emulator = Emulator.start(Settings.forTests())) {
            assertThat(run("health", "--port", String.valueOf(emulator.port()))).isZero();
            assertThat(err.toString()).isEmpty();
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
        try (Emulator emulator = Emulator.start(Settings.forTests())) {
            assertThat(emulator.readyLine())
                    .isEqualTo("hostdouble ready on http://127.0.0.1:" + emulator.port() + " (hostkey, hosterapi)");
        }
    }
}
