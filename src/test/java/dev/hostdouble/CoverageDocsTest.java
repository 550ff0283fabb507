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

/** Runs what {@code docs/coverage.md} shows, in its order: the client, the command, and the requests. */
class CoverageDocsTest {
    private static final String SHOWN_URL = "http://127.0.0.1:8080";
    private static final String COMMAND = "$ java -jar target/hostdouble.jar coverage\n";
    private static final Pattern FLAG = Pattern.compile("^\\| `--([a-z]+)", Pattern.MULTILINE);

    private final String page;

    CoverageDocsTest() throws IOException {
        page = Files.readString(Path.of("docs/coverage.md"));
    }

    private List<String> blocks(String kind) {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("(?s)```" + kind + "\n(.*?)```").matcher(page);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    @Test
    void the_example_prints_what_is_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Shell shell = new Shell(emulator.url());
            assertThat(shell.run(asConsole(blocks("sh").get(0)))).isEqualTo(8);
            List<String> shown = blocks("console");
            assertThat(shown).hasSize(3);
            String printed = coverage(emulator.url().toString());
            String expected =
                    Pattern.quote(shown.get(0).substring(COMMAND.length())).replace("…", "\\E.*\\Q");
            assertThat(shown.get(0)).startsWith(COMMAND);
            assertThat(printed.replace(emulator.url().toString(), SHOWN_URL)).matches("(?s)" + expected);
            assertThat(shell.run(shown.get(1))).isEqualTo(2);
            assertThat(shell.run(shown.get(2))).isEqualTo(2);
        }
    }

    /** A script as commands in a console whose output may be anything. */
    private static String asConsole(String script) {
        StringBuilder console = new StringBuilder();
        script.lines()
                .map(line -> line.replaceFirst("^URL=(.*)", "URL='$1'").replaceAll(" (\\$URL\\S*)", " \"$1\""))
                .forEach(line ->
                        console.append("$ ").append(line).append('\n').append(line.startsWith("curl ") ? "…\n" : ""));
        return console.toString();
    }

    private static String coverage(String url) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        assertThat(Main.run(new String[] {"coverage", "--url", url}, writer, writer))
                .isZero();
        return out.toString();
    }

    @Test
    void every_flag_is_listed() {
        StringWriter help = new StringWriter();
        Main.run(new String[] {"coverage", "--help"}, new PrintWriter(help, true), new PrintWriter(help, true));
        Matcher flags = FLAG.matcher(page);
        List<String> listed = new ArrayList<>();
        while (flags.find()) {
            listed.add(flags.group(1));
        }
        assertThat(listed).containsExactlyInAnyOrder("url", "cacert", "world", "operation", "min", "junit", "html");
        assertThat(listed).allSatisfy(flag -> assertThat(help.toString()).contains("--" + flag));
    }
}
