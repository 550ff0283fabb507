package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording where a scenario or a start state is expected: one sentence says what it is. */
class RecordingFilesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_recording_is_recognised_wherever_a_file_is_named() throws Exception {
        String text = "{\n  \"replay\": 2,\n  \"events\": [ \"" + "x".repeat(3 << 20) + "\" ]\n}\n";
        Path file = Files.writeString(folder.resolve("recording.json"), text);
        Path world = Files.createDirectory(folder.resolve("world"));
        Path state = Files.writeString(world.resolve("vss.yaml"), text);
        for (List<String> command : List.of(
                List.of("check", file.toString()),
                List.of("check", state.toString()),
                List.of("serve", "--port", "0", "--scenario", file.toString()),
                List.of("serve", "--port", "0", "--world", file.toString()),
                List.of("serve", "--port", "0", "--world", world.toString()))) {
            StringWriter out = new StringWriter();
            PrintWriter writer = new PrintWriter(out, true);
            int code = Main.run(command.toArray(String[]::new), writer, writer);
            assertThat(code).as(command.toString()).isEqualTo(1);
            assertThat(out.toString())
                    .containsPattern(":1: this is a recording; play it with hostdouble replay \\S+\\.(json|yaml)\\R")
                    .doesNotContain("Exception");
        }
    }
}
