package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostdouble.Providers;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenario files that are wrong; the first line of each says which line is to be named, and what with. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenFilesTest extends ScenarioStory {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios/broken");
    private static final Pattern EXPECT = Pattern.compile("# expect (\\d+): (.+)");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private ScenarioReader reader() {
        return new ScenarioReader(Providers.ALL);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_wrong_file_is_refused_with_its_line_and_the_reason(Path file) throws Exception {
        String text = Files.readString(file);
        Matcher expect = EXPECT.matcher(text.lines().findFirst().orElseThrow());
        assertThat(expect.matches()).isTrue();

        InvalidFileException refused =
                catchThrowableOfType(InvalidFileException.class, () -> reader().read(file.toString(), text));

        assertThat(refused).isNotNull();
        assertThat(String.valueOf(refused.getMessage()).lines())
                .allSatisfy(line -> assertThat(line).startsWith(file + ":").doesNotContain("Exception", "\tat "))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(file + ":" + expect.group(1) + ":")
                        .contains(expect.group(2)));
    }

    @Test
    void a_file_over_the_limit_is_refused() {
        String huge = "scenario: big\n" + "#".repeat(Document.MAX_SIZE);
        assertThatThrownBy(() -> reader().read("big.yaml", huge))
                .hasMessage("big.yaml:1: file too large: expected at most 2 MiB");
    }

    @Test
    void all_errors_are_reported_at_once() {
        String text = """
                scenario: both
                rules:
                  - { on: vss/nothing, effect: { delay: 1s } }
                  - { on: vss/*, calls: never, effect: { delay: later } }
                """;
        assertThatThrownBy(() -> reader().read("x.yaml", text))
                .hasMessageContainingAll("x.yaml:3:", "x.yaml:4:", "'vss/nothing'", "'never'", "'later'");
    }

    @Test
    void an_error_in_one_kind_of_value_is_reported_once() {
        String text = """
                scenario: kinds
                rules:
                  - { on: vss/*, effect: { reply: { body: no } } }
                  - { on: vss/*, effect: { transport: { kind: snap } } }
                  - { on: vss/*, calls: 0, effect: { delay: 1s } }
                """;
        assertThatThrownBy(() -> reader().read("x.yaml", text)).satisfies(refused -> assertThat(
                        String.valueOf(refused.getMessage()).lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:3:").contains("boolean found"))
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:4:").contains("\"reset\""))
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:5:").contains("minimum value of 1")));
    }

    @Test
    void a_file_nested_too_deeply_is_refused() {
        String text = "scenario: deep\nrules: " + "[".repeat(10_000);
        assertThatThrownBy(() -> reader().read("deep.yaml", text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith("deep.yaml:");
    }
}
