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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenario files that cannot work. The first line of each says which line and column is to be named, and what with; an
 * ellipsis stands for anything.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios/broken");
    private static final Pattern EXPECT = Pattern.compile("# expect (\\d+:\\d+): (.+)");
    private static final int LONGEST_MESSAGE = 1000;

    private final ScenarioReader reader = new ScenarioReader(Providers.ALL);
    private final Catalogue catalogue = new Catalogue(Providers.ALL);

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private List<String> problems(String name, String text) {
        InvalidFileException refused = catchThrowableOfType(
                InvalidFileException.class,
                () -> reader.read(new ScenarioSource(name, text, Map.of()), catalogue, warning -> {}));
        assertThat(refused).as(name).isNotNull();
        return refused.problems();
    }

    private List<String> warnings(String rule) throws InvalidFileException {
        List<String> warnings = new ArrayList<>();
        String text = "scenario: x\nrules:\n  - " + rule + "\n";
        reader.read(new ScenarioSource("x.yaml", text, Map.of()), catalogue, warnings::add);
        return warnings;
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_wrong_file_is_refused_with_its_place_and_the_reason(Path file) throws Exception {
        String text = Files.readString(file);
        Matcher expect = EXPECT.matcher(text.lines().findFirst().orElseThrow());
        assertThat(expect.matches()).isTrue();
        String place = file + ":" + expect.group(1) + ": ";
        String[] words = expect.group(2).split("…", -1);

        List<String> problems = problems(file.toString(), text);

        assertThat(problems)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(file + ":")
                        .hasSizeLessThan(LONGEST_MESSAGE)
                        .doesNotContain("Exception", "\tat ", "\n"))
                .anySatisfy(line -> assertThat(line).startsWith(place).containsSubsequence(words));
        // A consequence of a mistake is no mistake of its own.
        assertThat(problems).hasSize(1);
    }

    @Test
    void a_file_over_the_limit_is_refused() {
        String huge = "scenario: big\n" + "#".repeat(Document.MAX_SIZE);
        assertThat(problems("big.yaml", huge)).containsExactly("big.yaml:1: file too large: expected at most 2 MiB");
    }

    @Test
    void an_empty_file_is_refused() {
        assertThat(problems("x.yaml", ""))
                .containsExactly("x.yaml:1:1: the file is empty: expected a mapping (key: value) at the top level");
    }

    @Test
    void all_errors_are_reported_at_once() {
        String text = """
                scenario: both
                rules:
                  - { on: vss/nothing, effect: { delay: 1s } }
                  - { on: vss/*, calls: never, effect: { delay: later } }
                """;
        assertThat(String.join("\n", problems("x.yaml", text)))
                .contains("x.yaml:3:11: ", "x.yaml:4:25: ", "x.yaml:4:49: ", "'vss/nothing'", "'never'", "'later'");
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
        assertThat(problems("x.yaml", text))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:3:").contains("the body, a text", "false"))
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:4:").contains("'snap'", "reset"))
                .anySatisfy(line -> assertThat(line).startsWith("x.yaml:5:").contains("from 1"));
    }

    @Test
    void a_file_nested_too_deeply_is_refused() {
        String text = "scenario: deep\nrules: " + "[".repeat(10_000);
        assertThat(problems("deep.yaml", text))
                .allSatisfy(line -> assertThat(line).startsWith("deep.yaml:"));
    }

    @Test
    void scenarios_that_use_each_other_are_refused() {
        catalogue.load(
                Map.of(
                        "one", new ScenarioSource("one.yaml", "scenario: one\nuse: [two]\n", Map.of()),
                        "two", new ScenarioSource("two.yaml", "scenario: two\nuse: [one]\n", Map.of())),
                (reference, by) -> Optional.empty());
        assertThat(problems("one.yaml", "scenario: one\nuse: [two]\n"))
                .singleElement()
                .asString()
                .startsWith("one.yaml:2:7: /use/0: ")
                .contains("scenarios that use each other: one.yaml uses two.yaml uses one.yaml");
        assertThatThrownBy(() -> catalogue.read("one")).hasMessageContaining("use each other");
    }

    @Test
    void the_refusal_of_a_large_file_of_wrong_rules_is_quick_and_short() throws Exception {
        String right = "  - { on: vss/*, when: { query.q: '" + "x".repeat(950) + "' }, effect: { delay: 1s } }\n";
        String wrong = right.replace("effect: { delay: 1s }", "efect: { dely: 1s }, wehn: {}, calls: 0");
        String rules = "scenario: large\nrules:\n";
        reader.read("right.yaml", rules + right.repeat(100));
        problems("wrong.yaml", rules + wrong.repeat(100));

        long begun = NanoTime.now();
        reader.read("right.yaml", rules + right.repeat(1000));
        long reading = NanoTime.millisSince(begun);
        begun = NanoTime.now();
        List<String> problems = problems("wrong.yaml", rules + wrong.repeat(1000));
        long refusing = NanoTime.millisSince(begun);

        assertThat(refusing).isLessThan(3 * reading + 500);
        assertThat(problems).hasSizeLessThanOrEqualTo(20);
        assertThat(String.join("\n", problems)).hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosterapi/server.create | body.ipCuont: 1   | no page names body.ipCuont; did you mean body.ipCount?",
                "vss/iso.list            | query.pag: 1      | no page names query.pag; did you mean query.page?",
                "hostkey/iso.update      | body.params.idd: 1 | no page names body.params.idd; did you mean body.params.id?",
                "hosterapi/server.create | body.ipCount: 1   | ''",
                "hosterapi/server.create | body.customer: 1  | ''",
                "vss/iso.list            | query.x: 1        | ''",
                "vss/iso.list            | header.X-Any: 1   | ''",
            })
    void an_unknown_parameter_of_a_client_is_worth_a_warning_if_a_known_one_is_near(
            String on, String condition, String warning) throws Exception {
        List<String> warnings = warnings("{ on: " + on + ", when: { " + condition + " }, effect: { delay: 1s } }");
        if (warning.isEmpty()) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith("x.yaml:3:")
                    .endsWith("warning: " + warning);
        }
    }

    @Test
    void an_error_that_no_page_documents_for_an_operation_is_worth_a_warning() throws Exception {
        assertThat(warnings("{ on: hosterapi/server.list, effect: { error: JOB_NOT_FOUND } }"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:3:")
                .endsWith("warning: no page documents this error for hosterapi/server.list");
        assertThat(warnings("{ on: hosterapi/job.info, effect: { error: JOB_NOT_FOUND } }"))
                .isEmpty();
    }
}
