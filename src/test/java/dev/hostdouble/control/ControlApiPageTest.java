package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.Shell;
import dev.hostdouble.provider.PathTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/control-api.md} shows every endpoint as the rows describe it, with an example that works. */
class ControlApiPageTest {
    private static final Path PAGE = Path.of("docs/control-api.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
    private static final Pattern PATH =
            Pattern.compile("http://127\\.0\\.0\\.1:8080(?:/_w/\\w+)?/_emulator([^\\s?\"]*)");
    private static final Pattern METHOD = Pattern.compile("-X (\\w+)");

    private final List<ControlRoute> rows = ControlRows.all();

    @Test
    void its_tables_are_what_the_rows_say() throws Exception {
        String expected = ControlApiPage.of(Files.readString(PAGE), rows);
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale: mvn -q -Dquick test -Dtest=ControlApiPageTest -Ddocs.write", PAGE)
                .isEqualTo(expected);
    }

    @Test
    void each_subject_has_a_section() throws Exception {
        Set<String> subjects = new LinkedHashSet<>();
        new EndpointTexts()
                .entries()
                .forEach(entry -> subjects.add(entry.path("subject").asText()));
        assertThat(ControlApiPage.subjects(Files.readString(PAGE))).containsExactlyInAnyOrderElementsOf(subjects);
    }

    @Test
    void every_shown_command_prints_what_is_shown() throws Exception {
        try (Hostdouble emulator = Hostdouble.start(Settings.forTests())) {
            Shell shell = new Shell(emulator.url());
            for (String block : blocks()) {
                shell.run(block);
            }
        }
    }

    @Test
    void each_endpoint_has_an_example() throws Exception {
        Set<ControlRoute> shown = new LinkedHashSet<>();
        for (String block : blocks()) {
            block.lines().filter(line -> line.startsWith("$ curl ")).forEach(line -> {
                Matcher path = PATH.matcher(line);
                if (path.find()) {
                    Matcher method = METHOD.matcher(line);
                    String asked = method.find() ? method.group(1) : line.contains(" -d ") ? "POST" : "GET";
                    rows.stream()
                            .filter(row -> row.answers(asked))
                            .filter(row -> row.path()
                                    .match(PathTemplate.split(path.group(1)))
                                    .isPresent())
                            .findFirst()
                            .ifPresent(shown::add);
                }
            });
        }
        assertThat(rows)
                .filteredOn(row -> !shown.contains(row))
                .extracting(ControlRoute::name)
                .isEmpty();
    }

    private static List<String> blocks() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }
}
