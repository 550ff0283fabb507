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

/** Parses scenario files. Validates them against the JSON Schema, then against the operations and errors of the providers. */
public final class ScenarioReader {
    /** The path of the JSON Schema on the class path. */
    public static final String SCHEMA = "/schemas/scenario.schema.json";

    private final List<Provider> providers;
    private final List<String> operations;

    /** Creates a reader for scenarios that use these providers. */
    public ScenarioReader(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.operations = providers.stream().flatMap(ScenarioReader::operations).toList();
    }

    /** Returns the operation ids of a provider; the last is that of {@code unknown}. */
    private static Stream<String> operations(Provider provider) {
        return Stream.concat(provider.operations().stream(), Stream.of(Operation.unknown(provider.name())))
                .map(Operation::id);
    }

    /**
     * Parses a scenario.
     *
     * @param name the name of the file, for messages
     * @param text the content of the file, YAML or JSON
     * @throws InvalidFileException if the file is invalid; the message has line, column and expectation of each problem
     */
    public Scenario read(String name, String text) throws InvalidFileException {
        Document document = Document.read(name, text);
        document.check(SCHEMA);
        document.throwIfInvalid();
        JsonNode root = document.root();
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode list = root.path("rules");
        for (int i = 0; i < list.size(); i++) {
            rules.add(rule(document, "/rules/" + i, list.get(i), i + 1, names));
        }
        document.throwIfInvalid();
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
                        document.addProblem(at + "/after", NearestName.unknown("earlier rule", earlier, names)));
        if (!names.add(name)) {
            document.addProblem(
                    at + "/name", "duplicate rule name '" + name + "': expected names that are unique in the scenario");
        }
        List<OperationPattern> on = on(document, at + "/on", node.path("on"));
        JsonNode window = node.path("window");
        Duration from =
                duration(document, at + "/window/after", window.path("after")).orElse(Duration.ZERO);
        Optional<Duration> until =
                duration(document, at + "/window/for", window.path("for")).map(from::plus);
        EffectReader effects = new EffectReader(document, providersOf(on));
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
        List<OperationPattern> patterns = new ArrayList<>();
        List<JsonNode> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(texts::add);
        } else {
            texts.add(node);
        }
        for (int i = 0; i < texts.size(); i++) {
            OperationPattern pattern = OperationPattern.of(texts.get(i).asText());
            if (operations.stream().noneMatch(pattern::matches)) {
                document.addProblem(
                        node.isArray() ? at + "/" + i : at,
                        NearestName.unknown("operation", pattern.text(), operations));
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    /** Returns the providers whose operations a rule matches. */
    private List<Provider> providersOf(List<OperationPattern> on) {
        return providers.stream()
                .filter(provider ->
                        operations(provider).anyMatch(id -> on.stream().anyMatch(pattern -> pattern.matches(id))))
                .toList();
    }

    private static CallRange calls(Document document, String at, JsonNode node) {
        JsonNode calls = node.path("calls");
        if (node.has("every")) {
            if (!calls.isMissingNode()) {
                document.addProblem(
                        at + "/every", "'every' cannot be combined with 'calls': expected only one of them");
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
            document.addProblem(at + "/calls", "invalid calls '" + calls.asText() + "': " + CallRange.ALLOWED);
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
            document.addProblem(
                    at, "invalid expect '" + node.asText() + "': expected a number (1) or a range (\"1-\", \"2-4\")");
        }
        return range.map(from -> new Rule.Expect(
                from.first(), from.last() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(from.last())));
    }

    /** Parses a duration; empty if it is missing or invalid. */
    static Optional<Duration> duration(Document document, String at, JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(node.asText()));
        } catch (IllegalArgumentException e) {
            document.addProblem(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
