package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what {@code docs/states.md} shows. */
class StateDocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");

    @Test
    void every_shown_command_prints_what_is_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Shell shell = new Shell(emulator.url());
            Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/states.md")));
            int shown = 0;
            while (block.find()) {
                shown += shell.run(block.group(1));
            }
            assertThat(shown).isEqualTo(9);
        }
    }
}
