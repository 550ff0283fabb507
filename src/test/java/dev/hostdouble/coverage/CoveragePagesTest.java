package dev.hostdouble.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import dev.hostdouble.coverage.Coverage.Unused;
import dev.hostdouble.journal.AnswerCounts.Times;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Coverage for people and for other programs: whole, and with all texts escaped. */
class CoveragePagesTest {
    private static final String ODD = "a & <b> \"c\" 'd' \u00e9\nsecond line";

    private static final Coverage COVERAGE = new Coverage(
            Optional.of("w-1"),
            List.of(
                    new OperationCoverage(
                            "p/a.b",
                            9,
                            List.of(
                                    answer("ok", 200, "", new Times(5, 5, 0, 0, 2, 0), Optional.empty()),
                                    answer("GONE", 404, "<gone> & {id}", Times.NEVER, Optional.of(ODD)),
                                    answer("LATE", 500, "", new Times(7, 0, 1, 2, 0, 3), Optional.empty())),
                            List.of(new AnswerCoverage(
                                    "injected",
                                    Optional.empty(),
                                    "",
                                    Optional.empty(),
                                    new Times(1, 1, 0, 0, 1, 0),
                                    Optional.empty()))),
                    new OperationCoverage("p/unknown", 1, List.of(), List.of())),
            List.of(new Unused("p/c.d", 1, Optional.of(ODD)), new Unused("p/e.f", 0, Optional.empty())));

    private static AnswerCoverage answer(String name, int status, String text, Times times, Optional<String> command) {
        return new AnswerCoverage(name, Optional.of(status), text, Optional.of(Evidence.DOCUMENTED), times, command);
    }

    @Test
    void surefire_reads_the_junit_report() throws Exception {
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(CoverageXml.of(COVERAGE).getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
        List<ReportTestCase> cases =
                suites.stream().flatMap(suite -> suite.getTestCases().stream()).toList();
        assertThat(cases).extracting(ReportTestCase::getName).containsExactly("ok", "GONE", "LATE");
        assertThat(cases).allMatch(one -> one.getFullClassName().equals("p/a.b"));
        assertThat(cases).extracting(ReportTestCase::isSuccessful).containsExactly(true, false, false);
        assertThat(cases.get(1).hasSkipped()).isTrue();
        assertThat(cases.get(1).getFailureMessage()).isEqualTo("never met");
        assertThat(cases.get(2).getFailureMessage())
                .isEqualTo("not met: 1 changed by rules, 2 lost on the way, 3 without a body, to HEAD,"
                        + " 1 not sent to the end yet");
        assertThat(cases).noneMatch(one -> one.hasFailure() || one.hasError());
    }

    @Test
    void the_totals_of_the_junit_report_are_those_of_its_cases() throws Exception {
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(CoverageXml.of(COVERAGE))))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        for (Element counted : List.of(root, suite)) {
            assertThat(counted.getAttribute("name")).isEqualTo("hostdouble coverage of world w-1");
            assertThat(counted.getAttribute("tests")).isEqualTo("3");
            assertThat(counted.getAttribute("skipped")).isEqualTo("2");
            assertThat(counted.getAttribute("failures")).isEqualTo("0");
            assertThat(counted.getAttribute("errors")).isEqualTo("0");
        }
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
        // Line by line, so that it can be pasted.
        assertThat(suite.getElementsByTagName("skipped").item(0).getTextContent())
                .isEqualTo(ODD);
    }

    @Test
    void the_table_says_what_counts_and_what_does_not() {
        assertThat(CoverageTable.of(COVERAGE)).isEqualTo("""
                p/a.b: 1 of 3 documented answers, 9 calls
                  met             5x  200 ok (2 by rules)
                  not met             404 GONE
                              a & <b> "c" 'd' é
                              second line
                  not met             500 LATE (1 changed by rules, 2 lost on the way, 3 without a body, to HEAD, 1 not sent to the end yet)
                  not counted     1x    - injected (no answer of the provider)
                p/unknown: 0 of 0 documented answers, 1 call
                Not used:
                  p/c.d: 1 documented answer
                  p/e.f: 0 documented answers
                33.3 %: 1 of 3 documented answers of 2 used operations met
                """);
    }

    @Test
    void the_page_stands_alone_and_escapes_all_texts() {
        String page = CoveragePage.of(COVERAGE);
        assertThat(page)
                .contains("&lt;gone&gt; &amp; {id}")
                .contains("a &amp; &lt;b&gt; &quot;c&quot; &#39;d&#39; é\nsecond line")
                .contains("33.3 %: 1 of 3 documented answers of 2 used operations met; world w-1.")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("<b>", "<script", "http:", "https:", "url(", "@import", "<gone>");
        // Every tag that is opened is closed.
        for (String tag : List.of("table", "tr", "td", "caption", "details", "pre", "span", "body", "html")) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
    }

    @Test
    void a_percentage_is_never_rounded_up() {
        List<AnswerCoverage> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            answers.add(answer("a" + i, 200, "", i == 0 ? Times.NEVER : new Times(1, 1, 0, 0, 0, 0), Optional.empty()));
        }
        Coverage nearly = new Coverage(
                Optional.empty(), List.of(new OperationCoverage("p/a.b", 2000, answers, List.of())), List.of());
        assertThat(nearly.percent()).hasValue(99.9);
        assertThat(new Coverage(Optional.empty(), List.of(), List.of()).percent())
                .isEmpty();
    }
}
