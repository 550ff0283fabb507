package dev.hostdouble.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** An exploration for other programs: JSON as {@code docs/explore-report.schema.json} describes it. */
public final class ExploreJson {
    /** The form of the document, as its first member says; a change that breaks readers gets another number. */
    static final String SCHEMA = "hostdouble-explore/1";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Exploration exploration;

    private ExploreJson(Exploration exploration) {
        this.exploration = exploration;
    }

    /** The document, in several lines. */
    public static String of(Exploration exploration) {
        try {
            return MAPPER.writeValueAsString(new ExploreJson(exploration).document()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode document() {
        ObjectNode document = MAPPER.createObjectNode().put("schema", SCHEMA);
        texts(document.putArray("command"), exploration.command());
        texts(document.putArray("options"), exploration.options());
        document.put("seconds", seconds(exploration.took()));
        document.set("undisturbed", undisturbed(exploration.undisturbed()));
        ObjectNode counts = document.putObject("counts");
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.word(), exploration.count(verdict));
        }
        document.put("skipped", exploration.skipped());
        ArrayNode findings = document.putArray("findings");
        exploration.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode trials = document.putArray("trials");
        exploration.results().forEach(result -> trials.add(trial(result)));
        return document;
    }

    private static ObjectNode undisturbed(Undisturbed run) {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("exit", exit(run.exit()));
        node.put("output", ClientOutput.of(run.exit()));
        calls(node.putArray("calls"), run.calls());
        texts(node.putArray("result"), run.result());
        texts(node.putArray("refused"), run.refused());
        texts(node.putArray("differences"), run.differences());
        return node;
    }

    private ObjectNode finding(Finding finding) {
        TrialResult shown = finding.shown();
        ObjectNode node = MAPPER.createObjectNode()
                .put("number", finding.number())
                .put("verdict", shown.verdict().word())
                .put("severity", Severity.of(shown.verdict()).word())
                .put("trial", shown.trial().name())
                .put("what", shown.what())
                .put("advice", shown.advice());
        verdicts(node.putArray("also"), shown.also());
        node.set("exit", exit(shown.exit()));
        texts(node.putArray("money"), shown.money());
        calls(node.putArray("calls"), shown.calls());
        node.put("callsOfRun", shown.allCalls());
        texts(node.putArray("alike"), finding.alike());
        node.put("scenario", shown.scenario());
        node.put("file", ReportFolder.scenarioFile(finding));
        node.put("reproduce", Repetition.explore(exploration, shown.trial()));
        node.put("output", ClientOutput.of(shown.exit()));
        return node;
    }

    private static ObjectNode trial(TrialResult result) {
        ObjectNode node = MAPPER.createObjectNode().put("name", result.trial().name());
        ArrayNode faults = node.putArray("faults");
        for (PlacedFault placed : result.trial().faults()) {
            faults.addObject()
                    .put("fault", placed.fault().name())
                    .put("meaning", placed.fault().meaning())
                    .put("operation", placed.call().operation())
                    .put("nth", placed.call().nth());
        }
        node.put("verdict", result.verdict().word());
        verdicts(node.putArray("also"), result.also());
        node.put("what", result.what());
        node.set("exit", exit(result.exit()));
        node.put("calls", result.allCalls());
        texts(node.putArray("money"), result.money());
        return node;
    }

    private static ObjectNode exit(ClientExit exit) {
        ObjectNode node = MAPPER.createObjectNode();
        exit.code().ifPresent(code -> node.put("code", code));
        return node.put("stopped", exit.code().isEmpty()).put("seconds", seconds(exit.took()));
    }

    private static void calls(ArrayNode into, List<CallLine> calls) {
        for (CallLine call : calls) {
            into.addObject()
                    .put("number", call.number())
                    .put("operation", call.operation())
                    .put("request", call.request())
                    .put("reply", call.reply())
                    .put("isStruck", call.isStruck());
        }
    }

    private static void verdicts(ArrayNode into, List<Verdict> verdicts) {
        verdicts.forEach(verdict -> into.add(verdict.word()));
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
