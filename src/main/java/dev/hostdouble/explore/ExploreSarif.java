package dev.hostdouble.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The findings in SARIF 2.1.0, which code scanning reads. */
public final class ExploreSarif {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The rules: a verdict is the kind of a bug. */
    private static final List<Verdict> RULES =
            Arrays.stream(Verdict.values()).filter(Verdict::isFinding).toList();

    private ExploreSarif() {}

    /** The log, in several lines. */
    public static String of(Exploration exploration) {
        ObjectNode log = MAPPER.createObjectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Hostdouble");
        ArrayNode rules = driver.putArray("rules");
        RULES.forEach(verdict -> rules.add(rule(verdict)));
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        exploration.findings().forEach(finding -> results.add(result(exploration, finding)));
        try {
            return MAPPER.writeValueAsString(log) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode rule(Verdict verdict) {
        ObjectNode rule = MAPPER.createObjectNode().put("id", verdict.word());
        rule.putObject("shortDescription").put("text", "The client " + verdict.text());
        rule.putObject("fullDescription").put("text", "The client " + verdict.text() + ". " + help(verdict));
        rule.putObject("help").put("text", help(verdict));
        rule.putObject("defaultConfiguration").put("level", Severity.of(verdict).word());
        return rule;
    }

    private static String help(Verdict verdict) {
        return switch (verdict) {
            case DUPLICATE ->
                "A request may have taken effect although its reply was lost or was an error."
                        + " Before a client repeats a request that creates something, it looks whether the first one did.";
            case FALSE_SUCCESS ->
                "A client checks each reply and the state that it wants to reach before it reports success.";
            case LEAK -> "A client that gives up removes what it has made, or says what is left.";
            case HANG -> "A client sets a timeout for each request, and a limit to how long it waits for a job.";
            case CRASH -> "A client handles failed connections, error replies and replies that it cannot parse.";
            case HAMMER ->
                "A client waits as long as the reply asks for, such as by Retry-After, before it calls again.";
            case FAILED_CLEAN, OK, NO_EFFECT -> "";
        };
    }

    private static ObjectNode result(Exploration exploration, Finding finding) {
        TrialResult shown = finding.shown();
        ObjectNode result = MAPPER.createObjectNode()
                .put("ruleId", shown.verdict().word())
                .put("ruleIndex", RULES.indexOf(shown.verdict()))
                .put("level", Severity.of(shown.verdict()).word());
        result.putObject("message")
                .put("text", literal((Wording.sentence(shown.what()) + " " + shown.advice()).strip()));
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode place = location.putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", ReportFolder.scenarioFile(finding));
        place.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", Wording.operation(shown.trial()))
                .put("kind", "function");
        String hash = hash(identity(shown));
        // GitHub compares only the one that is named after a line.
        result.putObject("partialFingerprints")
                .put("primaryLocationLineHash", hash)
                .put("hostdoubleFinding/v1", hash);
        result.putObject("properties")
                .put("trial", shown.trial().name())
                .put("reproduce", Repetition.explore(exploration, shown.trial()));
        return result;
    }

    /** In a message of SARIF, braces are placeholders and brackets are links. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\")
                .replace("{", "{{")
                .replace("}", "}}")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    /** What stays the same from run to run, also if the client makes more calls before. */
    private static String identity(TrialResult shown) {
        return shown.trial().faults().stream()
                .map(placed -> placed.fault().name() + "@" + placed.call().operation())
                .collect(Collectors.joining("+", shown.verdict().word() + " ", ""));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
