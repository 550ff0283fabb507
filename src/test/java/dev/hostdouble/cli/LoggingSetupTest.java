package dev.hostdouble.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the command line logs. It runs in its own process, because it configures logging for the whole of it. */
class LoggingSetupTest {
    @TempDir
    private Path folder = Path.of("");

    /** Starts a server, then logs once for each rule of the configuration. */
    static final class Logs {
        private Logs() {}

        public static void main(String[] args) {
            Main.main(new String[] {"serve", "--port", "0", "--log", args[0]});
            LoggerFactory.getLogger("dev.hostdouble.http.Some").info("hidden");
            LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser").warn("hidden");
            LoggerFactory.getLogger("io.javalin.Javalin").error("hidden");
            LoggerFactory.getLogger("dev.hostdouble.http.Some").warn("a warning");
            LoggerFactory.getLogger("org.eclipse.jetty.server.Server").error("an error");
            System.exit(0);
        }
    }

    private List<String> logged(String format) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        String jars = Files.readString(Path.of("target", "runtime-class-path")).strip();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, "target/classes", "target/test-classes", jars),
                        Logs.class.getName(),
                        format)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(Files.readAllLines(out)).singleElement().asString().contains("http://127.0.0.1:");
        return Files.readAllLines(err);
    }

    @Test
    void text_has_time_level_class_and_message() throws Exception {
        List<String> lines = logged("text");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} WARN  Some a warning");
        assertThat(lines.get(1)).endsWith(" ERROR Server an error");
    }

    @Test
    void json_is_one_object_for_each_line() throws Exception {
        List<String> lines = logged("json");
        assertThat(lines).hasSize(2);
        JsonNode warning = new ObjectMapper().readTree(lines.get(0));
        assertThat(warning.path("level").asText()).isEqualTo("WARN");
        assertThat(warning.path("loggerName").asText()).isEqualTo("dev.hostdouble.http.Some");
        assertThat(warning.path("message").asText()).isEqualTo("a warning");
        assertThat(warning.path("timestamp").isIntegralNumber()).isTrue();
    }
}
