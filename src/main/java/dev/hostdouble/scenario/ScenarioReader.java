package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.ScenarioSource.Sources;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Parses scenario files. It refuses everything that cannot work with the operations of the providers; the JSON Schema for
 * editors is in {@link ScenarioSchema}.
 */
public final class ScenarioReader {
    private static final String PURPOSE = "purpose";
    private static final List<String> KEYS =
            List.of("scenario", "description", PURPOSE, "parameters", "use", "seed", "rules", "events");
    private static final String NAME = "[A-Za-z0-9._-]{1,64}(/[A-Za-z0-9._-]{1,64})?";
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MOST = 1000;
    private static final int DEEPEST = 5;

    private final List<Provider> providers;
    private final Lazy<List<Operation>> operations;

    /** Creates a reader for scenarios that use these providers. */
    public ScenarioReader(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        this.operations = Lazy.of(() -> Operation.all(this.providers));
    }

    /** Parses a scenario that uses no other one; warnings are dropped. */
    public Scenario read(String name, String text) throws InvalidFileException {
        return read(new ScenarioSource(name, text, Map.of()), Sources.NONE, warning -> {});
    }

    /**
     * Parses a scenario.
     *
     * @param sources finds the scenarios that it uses
     * @param warnings gets what is probably wrong, but allowed
     * @throws InvalidFileException if the file is invalid; the message has line, column and expectation of each problem
     */
    public Scenario read(ScenarioSource source, Sources sources, Consumer<String> warnings)
            throws InvalidFileException {
        return read(source, sources, warnings, List.of());
    }

    /**
     * Parses the {@link Scenario#source} of a scenario that was accepted before. Its parameters are filled in.
     *
     * @throws InvalidFileException if the text was changed since, so that it is invalid
     */
    public Scenario restore(String name, String source) throws InvalidFileException {
        Document document = Document.restore(name, source);
        YamlNode root = document.root().has("parameters") ? new Parameters(document, Map.of()).fill() : document.node();
        return read(document, root, new ScenarioSource(name, source, Map.of()), Sources.NONE, warning -> {}, List.of())
                .withoutFile();
    }

    /** Parses the {@link Rule#source} of a rule that was accepted before. */
    public List<Rule> restoreRule(String source) throws InvalidFileException {
        return restore("rule", "{\"scenario\":\"rule\",\"rules\":[" + source + "]}")
                .rules();
    }

    private Scenario read(ScenarioSource source, Sources sources, Consumer<String> warnings, List<String> usedBy)
            throws InvalidFileException {
        Document document = Document.read(source.name(), source.text());
        if (document.root().has("replay") && !document.root().has("scenario")) {
            throw new InvalidFileException(
                    List.of(
                            source.name()
                                    + ":1:1: this is a recording, not a scenario: play it with 'hostdouble replay' or PUT /_emulator/replay"));
        }
        YamlNode root = new Parameters(document, source.arguments()).fill();
        return read(document, root, source, sources, warnings, usedBy);
    }

    private Scenario read(
            Document document,
            YamlNode root,
            ScenarioSource source,
            Sources sources,
            Consumer<String> warnings,
            List<String> usedBy)
            throws InvalidFileException {
        document.throwIfInvalid();
        root.allowKeys("key", KEYS);
        String name = root.get("scenario").text("the name of the scenario").orElse("");
        if (!name.matches(NAME) || name.matches(".*(^|/)\\.{1,2}(/|$).*")) {
            root.get("scenario")
                    .problem("expected the name of the scenario: 1 to 64 characters of A-Z a-z 0-9 . _ -,"
                            + " or two such names with a / between them");
        }
        String description = root.get("description").text("a text").orElse("");
        if (description.length() > LONGEST_DESCRIPTION) {
            root.get("description").problem("too long: expected at most " + LONGEST_DESCRIPTION + " characters");
        }
        root.get(PURPOSE)
                .text("a purpose, such as " + Purpose.ERRORS.word())
                .filter(word -> Purpose.of(word).isEmpty())
                .ifPresent(word -> root.get(PURPOSE)
                        .problem(NearestName.unknown(PURPOSE, YamlNode.excerpt(word), Purpose.words())));
        OptionalLong seed = root.get("seed").integer("a seed", Long.MIN_VALUE, Long.MAX_VALUE);
        List<Rule> rules = rules(root, document);
        List<Event> events = new EventReader(providers, operations.get()).read(root.get("events"));
        List<Scenario> used = used(root.get("use"), source, sources, warnings, usedBy);
        if (rules.isEmpty() && events.isEmpty() && used.isEmpty()) {
            root.problem("a scenario without rules: expected rules, events or use");
        }
        document.throwIfInvalid();
        document.warnings().forEach(warnings);
        ObjectNode whole = (ObjectNode) root.json().deepCopy();
        whole.remove(List.of("parameters", "use"));
        List<Rule> allRules = new ArrayList<>(rules);
        List<Event> allEvents = new ArrayList<>(events);
        for (Scenario other : used) {
            int own = allRules.size();
            include(other, whole, allRules, allEvents);
            requireEffective(allRules, own, root.get("use"));
        }
        if (allRules.size() > MOST) {
            root.get("rules").problem("too many rules: expected at most " + MOST + ", with those of 'use'");
        }
        document.throwIfInvalid();
        return new Scenario(name, description, seed, allRules, allEvents, JsonTexts.ascii(whole), Optional.of(source));
    }

    private List<Rule> rules(YamlNode root, Document document) {
        YamlNode list = root.get("rules");
        List<Rule> rules = new ArrayList<>();
        if (list.isMissing()) {
            return rules;
        }
        if (!list.json().isArray()) {
            list.expected("a list of rules");
            return rules;
        }
        if (list.json().size() > MOST) {
            list.problem("too many rules: expected at most " + MOST + ", but found "
                    + list.json().size());
            return rules;
        }
        RuleReader reader = new RuleReader(providers, operations.get());
        Set<String> names = new HashSet<>();
        int number = 0;
        for (YamlNode item : list.items()) {
            number++;
            if (document.isHopeless()) {
                break;
            }
            reader.read(item, number, names, rules).ifPresent(rules::add);
        }
        return rules;
    }

    private List<Scenario> used(
            YamlNode list, ScenarioSource by, Sources sources, Consumer<String> warnings, List<String> usedBy) {
        List<Scenario> used = new ArrayList<>();
        for (YamlNode item : list.items()) {
            Optional<String> text = item.text("the name of a scenario, such as any/slow-provider");
            if (text.isEmpty()) {
                continue;
            }
            try {
                ScenarioSource source = sources.find(text.get(), by);
                List<String> chain = new ArrayList<>(usedBy);
                chain.add(by.name());
                if (chain.contains(source.name()) || chain.size() > DEEPEST) {
                    item.problem("scenarios that use each other: " + String.join(" uses ", chain) + " uses "
                            + source.name());
                    continue;
                }
                used.add(read(source, sources, warnings, chain));
            } catch (InvalidFileException e) {
                item.problem("the used scenario is invalid: " + e.problems().get(0));
            } catch (IllegalArgumentException e) {
                item.problem(String.valueOf(e.getMessage()));
            }
        }
        return used;
    }

    /** Appends rules and events of another scenario, under names of their own. */
    private static void include(Scenario other, ObjectNode whole, List<Rule> rules, List<Event> events) {
        String prefix = other.name().substring(other.name().lastIndexOf('/') + 1) + ".";
        for (Rule rule : other.rules()) {
            rules.add(rule.renamed(prefix));
            ArrayNode list = whole.withArray("/rules");
            ObjectNode json = (ObjectNode) Parameters.parse(rule.source());
            json.put("name", prefix + rule.name());
            rule.after().ifPresent(after -> json.put("after", prefix + after));
            rule.expect().map(Rule.Expect::with).filter(with -> !with.isEmpty()).ifPresent(with -> {
                ArrayNode names = ((ObjectNode) json.path("expect")).putArray("with");
                with.forEach(name -> names.add(prefix + name));
            });
            list.add(json);
        }
        events.addAll(other.events());
        JsonNode more = Parameters.parse(other.source()).path("events");
        more.forEach(event -> whole.withArray("/events").add(event));
    }

    /** Refuses rules of a used scenario that have a name of earlier ones, or that earlier ones hide. */
    private void requireEffective(List<Rule> rules, int from, YamlNode use) {
        for (int i = from; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            List<Rule> before = rules.subList(0, i);
            if (before.stream().anyMatch(earlier -> earlier.name().equals(rule.name()))) {
                use.problem("two rules with the name '" + rule.name() + "': expected each scenario once");
                return;
            }
            HiddenRules.why(rule, before, Handshakes.matched(rule, operations.get()))
                    .ifPresent(use::problem);
        }
    }

    /** Says that no operation matches, and what is allowed instead. */
    static String unknownOperation(String text, List<Operation> operations) {
        List<String> ids = operations.stream().map(Operation::id).toList();
        if (NearestName.nearest(text, ids).isPresent()) {
            return NearestName.unknown("operation", YamlNode.excerpt(text), ids);
        }
        String providers = operations.stream()
                .filter(operation -> !operation.provider().isEmpty())
                .map(operation -> operation.provider() + "/*")
                .distinct()
                .collect(Collectors.joining(", "));
        return "unknown operation '" + YamlNode.excerpt(text) + "': expected an id or a pattern, such as " + providers
                + "; hostdouble operations lists all ids";
    }
}
