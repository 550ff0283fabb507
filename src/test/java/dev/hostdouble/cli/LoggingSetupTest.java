package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.client.RawSocket;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the command line logs. It runs in its own process, because it configures logging for the whole of it. */
class LoggingSetupTest {
    @TempDir
    private Path folder = Path.of("");

    private List<String> ready = List.of();

    /** Starts a server, then logs once for each rule of the configuration. */
    static final class Logs {
        private Logs() {}

        public static void main(String[] args) {
            List<String> typed = new ArrayList<>(List.of("serve", "--port", "0"));
            typed.addAll(List.of(args));
            Main.main(typed.toArray(String[]::new));
            LoggerFactory.getLogger("dev.hostdouble.http.Some").info("hidden");
            LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser").warn("hidden");
            LoggerFactory.getLogger("io.javalin.Javalin").error("hidden");
            LoggerFactory.getLogger("dev.hostdouble.http.Some").warn("a warning");
            LoggerFactory.getLogger("org.eclipse.jetty.server.Server").error("an error");
            System.exit(0);
        }
    }

    private List<String> logged(Class<?> program, String... args) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes", jars),
                program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        ready = Files.readAllLines(out);
        // The tests themselves may run in a container.
        return Files.readAllLines(err).stream()
                .filter(line -> !line.contains("in a container"))
                .toList();
    }

    @Test
    void text_has_time_level_class_and_message() throws Exception {
        List<String> lines = logged(Logs.class, "--log", "text");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} WARN  Some a warning");
        assertThat(lines.get(1)).endsWith(" ERROR Server an error");
        assertThat(ready).singleElement().asString().startsWith("hostdouble ready on http://127.0.0.1:");
    }

    @Test
    void json_is_one_object_for_each_line_the_ready_line_too() throws Exception {
        List<String> lines = logged(Logs.class, "--log", "json");
        assertThat(lines).hasSize(2);
        JsonNode warning = new ObjectMapper().readTree(lines.get(0));
        assertThat(warning.path("level").asText()).isEqualTo("WARN");
        assertThat(warning.path("loggerName").asText()).isEqualTo("dev.hostdouble.http.Some");
        assertThat(warning.path("message").asText()).isEqualTo("a warning");
        assertThat(warning.path("timestamp").isIntegralNumber()).isTrue();
        assertThat(ready).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(ready.get(0));
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText())
                .startsWith("hostdouble ready on " + line.path("url").asText() + " (");
        assertThat(line.path("url").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
    }

    /** Starts a server, calls it, and logs what a database says. */
    static final class Calls {
        private Calls() {}

        public static void main(String[] args) throws Exception {
            List<String> typed = new ArrayList<>(List.of("serve", "--bind", "127.0.0.1"));
            typed.addAll(List.of(args));
            int port = freePort();
            typed.addAll(List.of("--port", String.valueOf(port)));
            Main.main(typed.toArray(String[]::new));
            try (RawSocket connection = RawSocket.local(port)) {
                connection.send(
                        "GET /_w/mine/vm.php?action=get_snapshot&id=456&token=S3CRET-TOKEN HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            try (Connection database = new Driver().connect("jdbc:h2:mem:", new Properties());
                    Statement statement = database.createStatement()) {
                statement.execute("CREATE TABLE t (v VARCHAR PRIMARY KEY) AS SELECT 'S3CRET-ROW'");
                statement.execute("INSERT INTO t VALUES ('S3CRET-ROW')");
            } catch (SQLException e) {
                LoggerFactory.getLogger("dev.hostdouble.job.Some")
                        .error("failed", new IllegalStateException("outer", e));
            }
            System.exit(0);
        }

        private static int freePort() throws IOException {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void verbose_logs_each_call_in_one_line_and_no_secret(String format) throws Exception {
        List<String> lines = logged(Calls.class, "--verbose", "--log", format);
        assertThat(lines.get(0).replace("\\/", "/"))
                .contains("CallLog")
                .contains("world mine: GET /vm.php -> hostkey/vm.get_snapshot: 200 ")
                .contains("INFO");
        assertThat(String.join("\n", lines))
                .contains("JdbcSQLIntegrityConstraintViolationException", "outer", "left out")
                .doesNotContain("S3CRET");
    }

    @Test
    void without_verbose_no_call_is_logged() throws Exception {
        assertThat(String.join("\n", logged(Calls.class)))
                .doesNotContain("get_snapshot")
                .contains("failed");
    }
}
