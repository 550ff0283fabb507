package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/report.md} shows. */
class ReportDocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
    private static final String REPLAY = "$ java -jar target/hostdouble.jar replay report.html\n";

    @Test
    void every_shown_command_prints_what_is_shown(@TempDir Path folder) throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Shell shell = new Shell(emulator.url());
            Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/report.md")));
            int shown = 0;
            int played = 0;
            while (block.find()) {
                if (block.group(1).startsWith(REPLAY)) {
                    String report = emulator.client().world("bug").report();
                    Path file = Files.writeString(folder.resolve("report.html"), report);
                    StringWriter out = new StringWriter();
                    PrintWriter writer = new PrintWriter(out, true);
                    Main.run(new String[] {"replay", file.toString()}, writer, writer);
                    assertThat(out.toString()).isEqualTo(block.group(1).substring(REPLAY.length()));
                    played++;
                } else {
                    shown += shell.run(block.group(1));
                }
            }
            assertThat(shown).isEqualTo(5);
            assertThat(played).isEqualTo(1);
        }
    }
}
