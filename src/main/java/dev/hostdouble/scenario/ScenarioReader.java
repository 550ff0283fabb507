package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Durations;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads scenario files. What a schema can say of them, it does; the rest is checked here, against the providers. */
public final class ScenarioReader {
    /** The JSON Schema of a scenario, on the class path. */
    public static final String SCHEMA = "/schemas/scenario.schema.json";

    private final List<Provider> providers;
    private final List<String> operations;

    /** Reads scenarios about these providers. */
    public ScenarioReader(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.operations = providers.stream().flatMap(ScenarioReader::operations).toList();
    }

    /** The ids of the operations of a provider; the last is {@code unknown}. */
    private static Stream<String> operations(Provider provider) {
        return Stream.concat(provider.operations().stream(), Stream.of(Operation.unknown(provider.name())))
                .map(Operation::id);
    }

    /**
     * Reads a scenario.
     *
     * @param name the name of the file in messages
     * @throws InvalidFileException naming line and column of everything that is wrong, and what is allowed
     */
    public Scenario read(String name, String text) throws InvalidFileException {
        Document document = Document.read(name, text);
        document.check(SCHEMA);
        document.refuseIfWrong();
        JsonNode root = document.root();
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode list = root.path("rules");
        for (int i = 0; i < list.size(); i++) {
            rules.add(rule(document, "/rules/" + i, list.get(i), i + 1, names));
        }
        document.refuseIfWrong();
        return new Scenario(
                root.path("scenario").asText(),
                root.path("description").asText(""),
                root.has("seed") ? OptionalLong.of(root.path("seed").asLong()) : OptionalLong.empty(),
                rules,
                text);
    }

    private Rule rule(Document document, String at, JsonNode node, int number, Set<String> names) {
        String name = node.path("name").asText("rule-" + number);
        Optional<String> after =
                node.has("after") ? Optional.of(node.path("after").asText()) : Optional.empty();
        after.filter(earlier -> !names.contains(earlier))
                .ifPresent(earlier ->
                        document.wrong(at + "/after", NearestName.unknown("rule before this one", earlier, names)));
        if (!names.add(name)) {
            document.wrong(at + "/name", "duplicate rule '" + name + "'");
        }
        List<OperationPattern> on = on(document, at + "/on", node.path("on"));
        JsonNode window = node.path("window");
        Duration from =
                duration(document, at + "/window/after", window.path("after")).orElse(Duration.ZERO);
        Optional<Duration> until =
                duration(document, at + "/window/for", window.path("for")).map(from::plus);
        EffectReader effects = new EffectReader(document, about(on));
        JsonNode effect = node.path("effect");
        return new Rule(
                name,
                on,
                new ConditionReader(document).read(at + "/when", node.path("when")),
                calls(document, at, node),
                node.path("probability").asDouble(1),
                from,
                until,
                after,
                effects.read(at + "/effect", effect),
                EffectReader.proceeds(effect),
                expect(document, at + "/expect", node.path("expect")));
    }

    private List<OperationPattern> on(Document document, String at, JsonNode node) {
        List<OperationPattern> globs = new ArrayList<>();
        List<JsonNode> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(texts::add);
        } else {
            texts.add(node);
        }
        for (int i = 0; i < texts.size(); i++) {
            OperationPattern glob = OperationPattern.of(texts.get(i).asText());
            if (operations.stream().noneMatch(glob::matches)) {
                document.wrong(
                        node.isArray() ? at + "/" + i : at, NearestName.unknown("operation", glob.text(), operations));
            }
            globs.add(glob);
        }
        return globs;
    }

    /** The providers whose operations a rule names. */
    private List<Provider> about(List<OperationPattern> on) {
        return providers.stream()
                .filter(provider ->
                        operations(provider).anyMatch(id -> on.stream().anyMatch(glob -> glob.matches(id))))
                .toList();
    }

    private static CallRange calls(Document document, String at, JsonNode node) {
        JsonNode calls = node.path("calls");
        if (node.has("every")) {
            if (!calls.isMissingNode()) {
                document.wrong(at + "/every", "both calls and every: expected one of them");
            }
            return CallRange.every(node.path("every").asLong());
        }
        if (calls.isMissingNode()) {
            return CallRange.ALL;
        }
        if (calls.isObject()) {
            return CallRange.every(calls.path("every").asLong());
        }
        Optional<CallRange> read = CallRange.parse(calls.asText());
        if (read.isEmpty()) {
            document.wrong(at + "/calls", "invalid calls '" + calls.asText() + "': " + CallRange.ALLOWED);
        }
        return read.orElse(CallRange.ALL);
    }

    private static Optional<Rule.Expect> expect(Document document, String at, JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isIntegralNumber()) {
            return Optional.of(new Rule.Expect(node.asLong(), OptionalLong.of(node.asLong())));
        }
        Optional<CallRange> range = node.asText().equals("first") ? Optional.empty() : CallRange.parse(node.asText());
        if (range.isEmpty()) {
            document.wrong(
                    at, "invalid expect '" + node.asText() + "': expected a number (1) or a range (\"1-\", \"2-4\")");
        }
        return range.map(from -> new Rule.Expect(
                from.first(), from.last() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(from.last())));
    }

    /** A duration, where there is one. */
    static Optional<Duration> duration(Document document, String at, JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(node.asText()));
        } catch (IllegalArgumentException e) {
            document.wrong(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
