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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit FILE}: what it prints, and with which exit code. */
class AuditCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    private int audit(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.run(arguments, Map.of(), writer, writer);
    }

    /** A file with what a client did: from {@code GET replay} or {@code GET report}. */
    private Path recorded(String from, String... targets) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            HosterapiClient client = new HosterapiClient(emulator, "default");
            for (String target : targets) {
                client.raw("GET", target);
            }
            return Files.writeString(
                    folder.resolve("file"), client.control("GET", from, "").body());
        }
    }

    @Test
    void a_careful_client_has_no_findings() throws Exception {
        Path file = recorded("replay", "/api/v1/datacenter/server");
        assertThat(audit("audit", file.toString())).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).endsWith("1 call, no findings (warning or more severe)\n");
    }

    @Test
    void the_severity_decides_what_counts() throws Exception {
        Path file = recorded("report", "/api/v1/datacenter/servers");
        assertThat(audit("audit", file.toString())).isEqualTo(ExitCode.FINE);
        assertThat(audit("audit", file.toString(), "--severity", "info")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString())
                .contains(
                        "info unknown-operation hosterapi/unknown: the client made 1 call that hosterapi has no operation for\n")
                .endsWith("1 call, 1 finding (info or more severe)\n");
        assertThat(audit("audit", file.toString(), "--severity", "fatal")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString())
                .endsWith("hostdouble: invalid value for --severity: expected info or warning or error, not fatal\n");
    }

    @Test
    void a_recording_that_begins_with_a_real_clock_has_times() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            HosterapiClient client = new HosterapiClient(emulator, "default");
            client.controlled("PUT", "clock", "{\"mode\":\"" + ClockMode.REAL.text() + "\"}");
            client.rules("- { on: hosterapi/server.list, effect: { rate_limit: { limit: 0, per: 1h } } }");
            client.submit("GET", HosterapiClient.SERVERS);
            client.submit("GET", HosterapiClient.SERVERS);
            Path file = Files.writeString(
                    folder.resolve("file"), client.control("GET", "replay", "").body());
            assertThat(audit("audit", file.toString())).isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(out.toString())
                    .startsWith("warning retry-after-ignored ")
                    .doesNotContain("not judged");
        }
    }

    @Test
    void a_file_that_is_missing_or_no_recording() throws Exception {
        assertThat(audit("audit", folder.resolve("none").toString())).isNotZero();
        assertThat(out.toString()).contains("none");
        Path other = Files.writeString(folder.resolve("other"), "{}");
        assertThat(audit("audit", other.toString())).isEqualTo(ExitCode.WRONG_INPUT);
    }
}
