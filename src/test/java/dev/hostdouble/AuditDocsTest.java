package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.audit.Audit;
import dev.hostdouble.audit.AuditRule;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.HosterapiClient;
import dev.hostdouble.world.ClockMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/audit.md} shows, and compares its sections with the rules. */
class AuditDocsTest {
    private static final String COMMAND = "$ java -jar target/hostdouble.jar audit recording.json\n";
    private static final Pattern LOOP = Pattern.compile("(?m)^\\$ for i in \\$\\(seq (\\d+)\\); do (.*); done\n(.*)\n");

    @TempDir
    private Path folder = Path.of("");

    private final String page;

    AuditDocsTest() throws IOException {
        page = Files.readString(Path.of("docs/audit.md"));
    }

    private List<String> blocks() {
        return Pattern.compile("(?s)```console\n(.*?)```")
                .matcher(page)
                .results()
                .map(block -> unrolled(block.group(1)))
                .toList();
    }

    /** A block whose loops are written out. */
    private static String unrolled(String block) {
        Matcher loop = LOOP.matcher(block);
        return loop.replaceAll(one -> Matcher.quoteReplacement(
                ("$ " + one.group(2) + "\n" + one.group(3) + "\n").repeat(Integer.parseInt(one.group(1)))));
    }

    @Test
    void every_rule_has_a_section_with_its_own_words() {
        List<String> sections = new ArrayList<>();
        for (MatchResult section : Pattern.compile("(?m)^### ([a-z-]+)\n\n(.*)$")
                .matcher(page)
                .results()
                .toList()) {
            sections.add(section.group(1) + ": " + section.group(2));
        }
        assertThat(sections)
                .containsExactlyElementsOf(
                        Audit.rules().stream().map(AuditDocsTest::heading).toList());
    }

    private static String heading(AuditRule rule) {
        return rule.id() + ": **" + rule.severity().word() + ".** " + rule.wrong() + " " + rule.advice();
    }

    @Test
    void the_examples_come_out_as_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests().withClock(ClockMode.REAL))) {
            Shell shell = new Shell(emulator.url());
            int shown = 0;
            for (String block : blocks()) {
                if (!block.startsWith(COMMAND)) {
                    shown += shell.run(block);
                }
            }
            assertThat(shown).isGreaterThan(40);
            Path recording = folder.resolve("recording.json");
            Files.writeString(
                    recording,
                    new HosterapiClient(emulator, "repeats")
                            .control("GET", "replay", "")
                            .body());
            StringWriter out = new StringWriter();
            PrintWriter writer = new PrintWriter(out, true);
            assertThat(Main.run(new String[] {"audit", recording.toString()}, writer, writer))
                    .isEqualTo(1);
            assertThat(COMMAND + out).isEqualTo(blocks().get(1));
        }
    }
}
