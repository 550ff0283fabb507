package dev.hostdouble.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.yaml.SchemaCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The reports for other programs: JSON, SARIF and JUnit. */
class ExploreFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaCheck SCHEMA = schema();

    static Stream<Exploration> explorations() {
        return Stream.of(Explorations.sound(), Explorations.everyVerdict(), Explorations.nasty());
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.path(member).asText()));
        return texts;
    }

    @ParameterizedTest
    @MethodSource("explorations")
    void the_json_is_as_its_schema_has_it(Exploration exploration) throws Exception {
        JsonNode report = JSON.readTree(bytes(ExploreJson.of(exploration)));
        assertThat(SCHEMA.problems(report)).isEmpty();
        assertThat(report.path("findings")).hasSameSizeAs(exploration.findings());
        assertThat(report.path("trials")).hasSameSizeAs(exploration.results());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SchemaCheck schema() {
        try {
            return SchemaCheck.of(new ObjectMapper()
                    .readTree(Path.of("docs/explore-report.schema.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_schema_refuses_what_the_json_never_has() throws Exception {
        JsonNode report = JSON.readTree(ExploreJson.of(Explorations.sound()));
        ((ObjectNode) report.path("counts")).put("duplicated", 1);
        assertThat(SCHEMA.problems(report)).hasSize(1);
    }

    @Test
    void the_json_has_the_whole_exploration() throws Exception {
        JsonNode report = JSON.readTree(ExploreJson.of(Explorations.everyVerdict()));
        assertThat(report.path("command").toString()).isEqualTo("[\"./client.py\",\"order\",\"a name\"]");
        assertThat(report.path("seconds").asDouble()).isEqualTo(45);
        assertThat(report.path("counts").path("leak").asInt()).isEqualTo(2);
        assertThat(report.path("undisturbed").path("result").toString()).isEqualTo("[\"server 4004 made\"]");
        JsonNode first = report.path("findings").path(0);
        assertThat(first.path("verdict").asText()).isEqualTo("duplicate");
        assertThat(first.path("severity").asText()).isEqualTo("error");
        assertThat(first.path("money").toString()).isEqualTo("[\"7.00 EUR\"]");
        assertThat(first.path("file").asText()).isEqualTo("scenarios/01-duplicate-hosterapi-server.create.yaml");
        assertThat(first.path("reproduce").asText())
                .startsWith("hostdouble explore --faults 'fault-duplicate@hosterapi/server.create#1' ");
        assertThat(first.path("calls").path(1).path("isStruck").asBoolean()).isTrue();
        assertThat(first.path("output").asText()).isEqualTo("one\ntwo");
        assertThat(texts(report.path("trials"), "verdict"))
                .startsWith(Arrays.stream(Verdict.values()).map(Verdict::word).toArray(String[]::new));
        JsonNode pair = report.path("trials").path(Verdict.values().length);
        assertThat(texts(pair.path("faults"), "fault")).containsExactly("lost-reply", "stale");
        for (JsonNode trial : report.path("trials")) {
            boolean isStopped = trial.path("verdict").asText().equals("hang");
            assertThat(trial.path("exit").path("stopped").asBoolean()).isEqualTo(isStopped);
            assertThat(trial.path("exit").has("code")).isEqualTo(!isStopped);
        }
    }

    @ParameterizedTest
    @MethodSource("explorations")
    void the_sarif_has_what_code_scanning_needs(Exploration exploration) throws Exception {
        JsonNode log = JSON.readTree(bytes(ExploreSarif.of(exploration)));
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("runs")).hasSize(1);
        JsonNode run = log.path("runs").path(0);
        JsonNode driver = run.path("tool").path("driver");
        assertThat(driver.path("name").asText()).isEqualTo("Hostdouble");
        assertThat(texts(driver.path("rules"), "id"))
                .containsExactly("duplicate", "false_success", "leak", "hang", "crash", "hammer");
        for (JsonNode rule : driver.path("rules")) {
            for (String text : List.of("shortDescription", "fullDescription", "help")) {
                assertThat(rule.path(text).path("text").asText()).isNotBlank();
            }
            assertThat(rule.path("defaultConfiguration").path("level").asText()).isIn("error", "warning");
        }
        assertThat(run.path("results")).hasSameSizeAs(exploration.findings());
        for (JsonNode result : run.path("results")) {
            JsonNode rule = driver.path("rules").path(result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.path("level").asText()).isIn("error", "warning");
            assertThat(result.path("message").path("text").asText()).isNotBlank();
            JsonNode location = result.path("locations").path(0);
            assertThat(location.at("/physicalLocation/artifactLocation/uri").asText())
                    .matches("scenarios/\\d\\d-[a-z_]+-[A-Za-z0-9._-]+\\.yaml");
            assertThat(location.at("/physicalLocation/region/startLine").asInt())
                    .isEqualTo(1);
            assertThat(location.at("/logicalLocations/0/fullyQualifiedName").asText())
                    .startsWith("hosterapi/server.");
            assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void the_message_of_sarif_is_the_sentence_and_the_advice_with_nothing_special_in_it() throws Exception {
        assertThat(messages(Explorations.everyVerdict()).get(0))
                .isEqualTo("The client did something: duplicate. A robust client does something else.");
        assertThat(messages(Explorations.nasty()).get(0)).contains("{{x}} \\[y\\](z) \\\\ $(id)");
    }

    private static List<String> messages(Exploration exploration) throws Exception {
        List<JsonNode> messages = new ArrayList<>();
        results(exploration).forEach(result -> messages.add(result.path("message")));
        return messages.stream().map(message -> message.path("text").asText()).toList();
    }

    private static JsonNode results(Exploration exploration) throws Exception {
        return JSON.readTree(ExploreSarif.of(exploration)).at("/runs/0/results");
    }

    @Test
    void a_fingerprint_outlasts_other_findings_and_other_calls() throws Exception {
        Fault fault = Explorations.fault("lost-reply", 1);
        TrialResult early = Explorations.result(Trial.of(new PlacedFault(fault, new CallSite("a/b", 1))), Verdict.LEAK);
        TrialResult late = Explorations.result(Trial.of(new PlacedFault(fault, new CallSite("a/b", 3))), Verdict.LEAK);
        TrialResult other = Explorations.result(Trial.of(new PlacedFault(fault, new CallSite("a/b", 1))), Verdict.HANG);
        TrialResult before =
                Explorations.result(Trial.of(new PlacedFault(fault, new CallSite("a/c", 1))), Verdict.DUPLICATE);
        String known = fingerprint(results(Explorations.of(List.of(early))).path(0));
        assertThat(fingerprint(results(Explorations.of(List.of(before, late))).path(1)))
                .isEqualTo(known);
        assertThat(fingerprint(results(Explorations.of(List.of(other))).path(0)))
                .isNotEqualTo(known);
        assertThat(fingerprint(results(Explorations.of(List.of(before))).path(0)))
                .isNotEqualTo(known);
    }

    private static String fingerprint(JsonNode result) {
        return result.path("partialFingerprints")
                .path("primaryLocationLineHash")
                .asText();
    }

    private static List<ReportTestCase> cases(Exploration exploration) throws Exception {
        return new TestSuiteXmlParser(new NullConsoleLogger())
                        .parse(new InputStreamReader(
                                new ByteArrayInputStream(bytes(ExploreXml.of(exploration))), StandardCharsets.UTF_8))
                        .stream()
                        .flatMap(suite -> suite.getTestCases().stream())
                        .toList();
    }

    @Test
    void surefire_reads_the_junit_report() throws Exception {
        List<ReportTestCase> cases = cases(Explorations.everyVerdict());
        assertThat(cases).hasSize(Verdict.values().length + 1);
        Iterator<ReportTestCase> each = cases.iterator();
        for (Verdict verdict : Verdict.values()) {
            ReportTestCase one = each.next();
            assertThat(one.hasFailure()).isEqualTo(verdict.isFinding());
            assertThat(one.hasSkipped()).isEqualTo(verdict == Verdict.NO_EFFECT);
            assertThat(one.isSuccessful()).isEqualTo(verdict == Verdict.OK || verdict == Verdict.FAILED_CLEAN);
        }
        ReportTestCase first = cases.get(0);
        assertThat(first.getFullClassName()).isEqualTo("hostdouble.explore.hosterapi/server.create");
        assertThat(first.getName()).isEqualTo("fault-duplicate@hosterapi/server.create#1");
        assertThat(first.getFailureType()).isEqualTo("duplicate");
        assertThat(first.getFailureMessage()).isEqualTo("The client did something: duplicate.");
        assertThat(first.getFailureDetail())
                .contains("A robust client does something else.\n", "hostdouble explore --faults", "7.00 EUR")
                .contains("    effect: { lose_reply: true }\n")
                .endsWith("one\ntwo");
        assertThat(cases.get(cases.size() - 1).getName())
                .isEqualTo("lost-reply@hosterapi/server.create#1+stale@hosterapi/server.list#2");
    }

    @ParameterizedTest
    @MethodSource("explorations")
    void the_totals_of_the_junit_report_are_those_of_its_cases(Exploration exploration) throws Exception {
        Element root = xml(exploration);
        assertThat(root.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        for (Element counted : List.of(root, suite)) {
            assertThat(counted.getAttribute("tests")).isEqualTo(number(suite, "testcase"));
            assertThat(counted.getAttribute("failures")).isEqualTo(number(suite, "failure"));
            assertThat(counted.getAttribute("skipped")).isEqualTo(number(suite, "skipped"));
        }
    }

    private static Element xml(Exploration exploration) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(ExploreXml.of(exploration))))
                .getDocumentElement();
    }

    private static String number(Element suite, String element) {
        return String.valueOf(suite.getElementsByTagName(element).getLength());
    }

    @Test
    void nasty_texts_are_whole_in_each_file() throws Exception {
        Exploration nasty = Explorations.nasty();
        String visible = "\"q\" 'a' <b> & ]]> {x} [y](z) \\ $(id) \u00e4\u00f6\u00fc \ud83d\ude00 \\u001b[31m \\u0000";
        assertThat(cases(nasty).get(0).getFailureMessage()).startsWith(visible);
        // Not surefire's reader, which drops blanks beside characters that are escaped.
        assertThat(xml(nasty).getTextContent())
                .contains("the last line " + visible)
                .hasSizeLessThan(10_000);
        JsonNode report = JSON.readTree(ExploreJson.of(nasty));
        assertThat(report.path("findings").path(0).path("what").asText()).isEqualTo(Explorations.NASTY);
        assertThat(report.path("findings").path(0).path("output").asText())
                .contains("the last line " + visible)
                .hasSizeLessThan(5_000);
    }
}
