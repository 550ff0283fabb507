package dev.hostdouble.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostdouble.report.ReportFile.Section;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sections of a report are found in it, and nowhere else. */
class ReportFileTest {
    private static final String HTML = """
            <!DOCTYPE html>
            <p>one
            <script type="application/json" id="hostdouble-report">
            {"report":1,"version":"dev","world":"w","state":true}
            </script>
            <script type="application/json" id="hostdouble-replay">
            {"replay":2}
            </script>
            <script type="application/json" id="hostdouble-state">
            {
            "state":1}
            </script>
            """;
    private static final String MARKDOWN = HTML.replace("<script type=\"application/json\" id=\"", "```json ")
            .replace("\">", "")
            .replace("</script>", "```");

    private static ReportFile.Source source(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String section(String text, String name) throws IOException {
        ReportFile file = ReportFile.read(source(text)).orElseThrow();
        try (InputStream in = file.section(name).open(source(text))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void sections_of_both_formats() throws IOException {
        for (String text : new String[] {HTML, MARKDOWN, "\ufeffSee:\n\n" + HTML.replace("\n", "\r\n")}) {
            assertThat(ReportFile.mayBe(source(text))).isTrue();
            assertThat(ReportFile.read(source(text)).orElseThrow().world()).isEqualTo("w");
            assertThat(section(text, ReportFile.REPLAY)).isEqualTo("{\"replay\":2}");
            assertThat(section(text, ReportFile.STATE)).startsWith("{").endsWith("\"state\":1}");
        }
        Section state = ReportFile.read(source(HTML)).orElseThrow().section(ReportFile.STATE);
        assertThat(state.line()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " \n[1]", "", "\t{\"x\":\"<script>\"}"})
    void json_is_no_report(String text) throws IOException {
        assertThat(ReportFile.mayBe(source(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><p>hello",
                "# Hostdouble report",
                "  ```json hostdouble-replay\n{}\n```\n",
                "x <script type=\"application/json\" id=\"hostdouble-replay\">\n</script>",
            })
    void other_files_are_none(String text) throws IOException {
        assertThat(ReportFile.read(source(text))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"report\":1|\"report\":2|a report of another version (report: 2): expected 1",
                "\"report\":1|\"report\":\"1\"|damaged report: expected \"report\", \"world\" and \"state\"",
                "{\"report\"|{report|damaged report: its section 'report' is not JSON",
                "id=\"hostdouble-report\"|id=\"hostdouble-other\"|damaged report: it has no section 'report'",
                "id=\"hostdouble-replay\"|id=\"hostdouble-other\"|damaged report: it has no section 'replay'; perhaps the file was cut off",
                "id=\"hostdouble-state\"|id=\"hostdouble-replay\"|damaged report: the section 'replay' is there twice",
            })
    void damaged_ones_are_refused(String part, String other, String why) {
        String damaged = HTML.replace(part, other);
        assertThat(damaged).isNotEqualTo(HTML);
        assertThatThrownBy(() -> section(damaged, ReportFile.REPLAY))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(why);
    }

    @Test
    void one_that_was_cut_off_says_so_wherever_it_was() {
        int first = HTML.indexOf("{\"report");
        for (int end = first; end < HTML.lastIndexOf("</script>"); end++) {
            String cut = HTML.substring(0, end);
            assertThatThrownBy(() -> section(cut, ReportFile.STATE))
                    .as(cut)
                    .isInstanceOf(ReportException.class)
                    .hasMessageContaining("damaged report: ")
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void one_without_a_state_says_so() {
        String text = HTML.replace("\"state\":true", "\"state\":false").replace("hostdouble-state", "hostdouble-more");
        assertThatThrownBy(() -> section(text, ReportFile.STATE)).hasMessageContaining("a report without a state");
    }

    @Test
    void a_line_may_be_of_any_length() throws IOException {
        String text = HTML.replace("<p>one", "<p>" + "x".repeat(10_000_000))
                .replace(":2}", ":2" + " ".repeat(3_000_000) + "}");
        assertThat(section(text, ReportFile.REPLAY)).hasSizeGreaterThan(3_000_000);
    }
}
