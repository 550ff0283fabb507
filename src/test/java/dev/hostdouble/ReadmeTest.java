package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what the README shows, in its order, and compares with what it says comes out; {@code …} stands for anything. */
class ReadmeTest {
    private static final Pattern FLAG = Pattern.compile("^\\| `(--[a-z-]+)", Pattern.MULTILINE);

    @Test
    void every_shown_command_prints_what_is_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withHostNow())) {
            Shell shell = new Shell(emulator.url());
            int shown = 0;
            for (String block : blocks("console")) {
                shown += shell.run(block);
            }
            assertThat(shown).isGreaterThan(10);
        }
    }

    @Test
    void every_listed_flag_exists() throws IOException {
        StringWriter help = new StringWriter();
        Main.run(new String[] {"--help"}, new PrintWriter(help, true), new PrintWriter(help, true));
        Matcher flags = FLAG.matcher(readme());
        List<String> listed = new ArrayList<>();
        while (flags.find()) {
            listed.add(flags.group(1));
            assertThat(help.toString()).contains(flags.group(1));
        }
        assertThat(listed).hasSizeGreaterThan(9);
    }

    @Test
    void the_test_command_is_the_one_ci_runs() throws IOException {
        String command = blocks("sh").get(blocks("sh").size() - 1).strip();
        assertThat(Files.readString(Path.of(".ci/run"))).contains(command);
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(readme());
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
