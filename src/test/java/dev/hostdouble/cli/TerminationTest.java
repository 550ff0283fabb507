package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.client.RawSocket;
import dev.hostdouble.client.Seen;
import dev.hostdouble.client.Seen.End;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process ends when a signal asks for it. */
class TerminationTest {
    private static final int TERMINATED = 143;

    private final Process process;

    private final URI url;

    private final Path state;

    TerminationTest(@TempDir Path folder) throws IOException {
        this.state = folder.resolve("state.json");
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, "target/classes", jars),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--exit-with-stdin",
                        "--state",
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String ready = process.inputReader().readLine();
        url = URI.create(ready.replaceAll(".* on (\\S+) .*", "$1"));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    /** Sends a call whose reply is delayed; returns when the call has taken effect. */
    private RawSocket late(String delay) throws IOException {
        RawSocket late = new RawSocket(url);
        late.write("GET /nowhere HTTP/1.1\r\nHost: localhost\r\nEmulator-Scenario: any/slow-provider,sigma=0.001,delay="
                + delay + "\r\n\r\n");
        String total = "\"total\":0";
        while (total.contains("\"total\":0")) {
            try (RawSocket control = new RawSocket(url)) {
                total = control.send("GET /_emulator/requests HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .body();
            }
        }
        return late;
    }

    @Test
    void the_first_signal_lets_calls_end_and_exits_with_0() throws Exception {
        try (RawSocket late = late("1s");
                RawSocket later = late("9m")) {
            process.destroy();
            assertThat(later.readToEnd()).isEqualTo(new Seen("", End.CLOSED));
            Seen reply = late.readToEnd();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void the_state_is_saved_before_the_process_ends() throws Exception {
        try (RawSocket call = new RawSocket(url)) {
            call.send("GET /_w/mine/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        process.destroy();
        assertThat(process.waitFor()).isZero();
        assertThat(state).content().contains("\"default\"", "\"mine\"");
    }

    @Test
    void the_end_of_standard_input_lets_calls_end_and_exits_with_0() throws Exception {
        try (RawSocket late = late("1s")) {
            process.getOutputStream().close();
            assertThat(late.readToEnd().status()).isEqualTo(404);
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void a_second_signal_exits_at_once() throws Exception {
        try (RawSocket late = late("4s");
                RawSocket idle = new RawSocket(url)) {
            // Process.destroy also closes standard input, whose end would close the idle connection before the signal
            // has come;
            // and two signals that wait at a process at the same time are one.
            process.toHandle().destroy();
            assertThat(idle.readToEnd()).isEqualTo(new Seen("", End.CLOSED)); // the first signal has come
            process.toHandle().destroy();
            assertThat(process.waitFor()).isEqualTo(TERMINATED);
            assertThat(late.readToEnd().bytes()).isEmpty();
        }
    }
}
