package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code health} finds the server of a process of its own, whatever has given it its port. */
class RunningServerTest {
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    RunningServerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Process serve(Map<String, String> environment, String... flags) throws Exception {
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, "target/classes", jars),
                Main.class.getName(),
                "serve",
                "--exit-with-stdin"));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        Process process = builder.start();
        processes.add(process);
        assertThat(process.inputReader().readLine()).startsWith("hostdouble ready on ");
        return process;
    }

    /** What {@code health} prints to standard error; empty if the server is up. */
    private String health(Map<String, String> environment, String... flags) {
        StringWriter err = new StringWriter();
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDG_RUNTIME_DIR", folder.toString());
        int code = Main.run(
                Stream.concat(Stream.of("health"), Stream.of(flags)).toArray(String[]::new),
                all,
                new PrintWriter(err, true),
                new PrintWriter(err, true));
        assertThat(code).isEqualTo(err.toString().isEmpty() ? ExitCode.FINE : ExitCode.COULD_NOT_RUN);
        return err.toString();
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({
        // A port that is set for both, and a flag that only the server sees.
        "--port, 0",
        "--bind, ::1"
    })
    void whatever_gave_it_its_port(String flag, String value) throws Exception {
        Map<String, String> environment = Map.of("HOSTDOUBLE_PORT", flag.equals("--port") ? "1" : "0");
        Process server = serve(environment, flag, value);
        assertThat(health(environment)).isEmpty();
        server.destroy();
        assertThat(server.waitFor()).isZero();
        assertThat(files()).isEmpty();
        assertThat(health(environment)).contains("no healthy server at http://127.0.0.1:");
    }

    @Test
    void half_of_its_address_is_enough() throws Exception {
        serve(Map.of(), "--port", "0", "--bind", "::1");
        String name = String.valueOf(files().get(0).getFileName());
        String port = name.substring(name.indexOf('-') + 1);
        assertThat(health(Map.of(), "--port", port)).isEmpty();
        assertThat(health(Map.of(), "--bind", "::1")).isEmpty();
        assertThat(health(Map.of(), "--bind", "127.0.0.1", "--port", port))
                .contains("no healthy server at http://127.0.0.1:" + port);
    }

    @Test
    void a_server_that_was_killed_is_not_found() throws Exception {
        Map<String, String> environment = Map.of("HOSTDOUBLE_PORT", "1");
        Process server = serve(environment, "--port", "0");
        assertThat(files()).hasSize(1);
        assertThat(server.destroyForcibly().waitFor()).isNotZero();
        assertThat(files()).hasSize(1);
        assertThat(health(environment)).contains("no healthy server at http://127.0.0.1:1/");
        serve(environment, "--port", "0");
        assertThat(files()).hasSize(1);
        assertThat(health(environment)).isEmpty();
    }
}
