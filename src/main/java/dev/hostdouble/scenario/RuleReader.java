package dev.hostdouble.scenario;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PossiblePaths;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Rule.Expect;
import dev.hostdouble.scenario.Rule.Window;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.EffectScope;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses a rule, and refuses one that cannot work. */
record RuleReader(List<Provider> providers, List<Operation> operations) {
    private static final List<String> KEYS = List.of(
            "name", "on", "when", "per", "calls", "every", "probability", "window", "after", "effect", "expect");
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MOST_PATTERNS = 100;
    private static final int LONGEST_PATTERN = 100;
    private static final long MOST_CALLS = 1_000_000_000;

    /**
     * Parses a rule; records problems in the file.
     *
     * @param number its place in the file, from 1
     * @param names the names of the rules before it
     * @param before the rules before it
     */
    Optional<Rule> read(YamlNode node, int number, Set<String> names, List<Rule> before) {
        if (!node.requireMapping("a rule with on and effect")) {
            return Optional.empty();
        }
        node.allowKeys("key of a rule", KEYS);
        String name = name(node, number, names);
        if (node.get("on").isMissing()) {
            node.problem("a rule without 'on': expected an operation id such as hosterapi/server.start, or a pattern");
            return Optional.empty();
        }
        boolean isAboutHandshakes = Handshakes.isNamed(node.get("on"));
        boolean isReadable = !isAboutHandshakes || Handshakes.check(node);
        List<Operation> known = Handshakes.known(node.get("on"), operations);
        List<OperationPattern> on = on(node.get("on"), known);
        List<Operation> matched = known.stream()
                .filter(operation -> on.stream().anyMatch(pattern -> pattern.matches(operation.id())))
                .toList();
        List<Provider> ofRule = providers.stream()
                .filter(provider -> matched.stream()
                        .anyMatch(operation -> operation.provider().equals(provider.name())))
                .toList();
        List<Condition> when = isAboutHandshakes
                ? List.of()
                : new ConditionReader(matched, ofRule, new PossiblePaths(providers)).read(node.get("when"));
        Optional<String> per =
                isAboutHandshakes ? Optional.empty() : node.get("per").text("a property such as body.key");
        per.flatMap(property -> CallProperties.problem(property, matched, List.of()))
                .ifPresent(node.get("per")::problem);
        CallRange calls = calls(node);
        double probability = node.get("probability")
                .number("a probability", Double.MIN_NORMAL, 1)
                .orElse(1);
        Window window = window(node.get("window"));
        Optional<String> after = after(node.get("after"), before, name);
        if (!isAboutHandshakes) {
            Handshakes.checkAfter(node, after, before);
        }
        List<Effect> effects = isReadable ? effects(node, on, matched, ofRule) : List.of();
        Optional<Expect> expect = ExpectReader.read(node.get("expect"), name, before);
        Rule rule = new Rule(
                name, on, when, per, calls, probability, window, after, effects, expect, JsonTexts.ascii(node.json()));
        RuleChecks.check(rule, before, matched, node);
        return Optional.of(rule);
    }

    private static String name(YamlNode node, int number, Set<String> names) {
        Optional<String> given = node.get("name").text("a name");
        if (given.isPresent() && !given.get().matches(NAME)) {
            node.get("name")
                    .problem("invalid name '" + YamlNode.excerpt(given.get())
                            + "': expected 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        String name = given.orElse("rule-" + number);
        if (!names.add(name)) {
            (given.isPresent() ? node.get("name") : node)
                    .problem("duplicate rule name '" + YamlNode.excerpt(name)
                            + "': expected names that are unique in the scenario");
        }
        return name;
    }

    private static Optional<String> after(YamlNode node, List<Rule> before, String self) {
        Optional<String> after = node.text("the name of an earlier rule");
        after.ifPresent(earlier -> checkEarlier(node, earlier, before, self, "a rule cannot be after itself"));
        return after;
    }

    /** Requires that a rule comes before the one that names it. */
    static void checkEarlier(YamlNode node, String name, List<Rule> before, String self, String aboutItself) {
        List<String> earlier = before.stream().map(Rule::name).toList();
        if (!earlier.contains(name)) {
            node.problem(
                    name.equals(self)
                            ? aboutItself
                            : earlier.isEmpty()
                                    ? "no rule comes before this one: move it behind the rule '"
                                            + YamlNode.excerpt(name) + "'"
                                    : NearestName.unknown("earlier rule", YamlNode.excerpt(name), earlier));
        }
    }

    static List<OperationPattern> on(YamlNode node, List<Operation> operations) {
        List<OperationPattern> patterns = new ArrayList<>();
        List<YamlNode> items = node.items();
        if ((items.isEmpty() && !node.isMissing()) || items.size() > MOST_PATTERNS) {
            node.expected("an operation id, a pattern, or a list of 1 to " + MOST_PATTERNS);
        }
        for (YamlNode item : items) {
            Optional<String> text = item.text("an operation id such as hosterapi/server.start, or a pattern");
            if (text.isEmpty()) {
                continue;
            }
            if (text.get().length() > LONGEST_PATTERN) {
                item.problem("pattern too long: expected at most " + LONGEST_PATTERN + " characters");
                continue;
            }
            OperationPattern pattern = OperationPattern.of(text.get());
            if (operations.stream().noneMatch(one -> pattern.matches(one.id()))) {
                item.problem(ScenarioReader.unknownOperation(text.get(), operations));
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    private static List<Effect> effects(
            YamlNode rule, List<OperationPattern> on, List<Operation> matched, List<Provider> ofRule) {
        YamlNode node = rule.get("effect");
        if (node.isMissing()) {
            rule.problem("a rule without 'effect': expected one, or { then: proceed } to count calls");
            return List.of();
        }
        EffectListReader reader = new EffectListReader(on, new EffectScope(node, matched, ofRule));
        return reader.read(node);
    }

    private static Window window(YamlNode node) {
        if (node.isMissing() || !node.requireMapping("{ after: 10s, for: 1m }")) {
            return Window.ALWAYS;
        }
        node.allowKeys("key of window", List.of("after", "for"));
        if (node.keys().isEmpty()) {
            node.expected("{ after: 10s, for: 1m }");
        }
        Duration from =
                node.get("after").duration("the start of the window", LONGEST).orElse(Duration.ZERO);
        Optional<Duration> length = node.get("for").duration("the length of the window", LONGEST);
        if (length.isPresent() && length.get().isZero()) {
            node.get("for").problem("a window of 0 never opens; expected a duration such as 1m");
        }
        return new Window(from, length.map(from::plus));
    }

    private static CallRange calls(YamlNode rule) {
        YamlNode calls = rule.get("calls");
        if (rule.has("every")) {
            if (!calls.isMissing()) {
                rule.get("every").problem("'every' cannot be combined with 'calls': expected only one of them");
            }
            return CallRange.every(
                    rule.get("every").integer("every nth call", 1, MOST_CALLS).orElse(1));
        }
        if (calls.isMissing()) {
            return CallRange.ALL;
        }
        if (calls.json().isObject()) {
            calls.allowKeys("key of calls", List.of("every"));
            if (!calls.has("every")) {
                calls.expected(CallRange.ALLOWED);
            }
            return CallRange.every(
                    calls.get("every").integer("every nth call", 1, MOST_CALLS).orElse(1));
        }
        List<CallRange.Part> parts = new ArrayList<>();
        for (YamlNode item : calls.items()) {
            Optional<CallRange.Part> part =
                    item.json().isIntegralNumber() || item.json().isTextual()
                            ? CallRange.parse(item.json().asText(), 1)
                            : Optional.empty();
            part.ifPresent(parts::add);
            if (part.isEmpty()) {
                item.expected(CallRange.ALLOWED);
            }
        }
        if (calls.items().isEmpty()) {
            calls.expected(CallRange.ALLOWED);
        }
        return parts.isEmpty() ? CallRange.ALL : new CallRange(parts);
    }
}
