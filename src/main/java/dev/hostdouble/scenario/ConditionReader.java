package dev.hostdouble.scenario;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PossiblePaths;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.PropertyValue;
import dev.hostdouble.scenario.effect.TextTemplate;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Parses conditions, for example {@code when: { path.sid: 4001, body.force: { exists: false } }}.
 *
 * @param operations the operations that the rule matches
 * @param owners the providers of those operations
 * @param paths which paths they can have
 */
record ConditionReader(List<Operation> operations, List<Provider> owners, PossiblePaths paths) {
    private static final List<String> TESTS =
            List.of("equals", "not", "in", "exists", "matches", "gt", "ge", "lt", "le");
    private static final String FORMS = "a value, a list of values, or tests such as { exists: false }";
    private static final int MOST = 100;
    private static final int LONGEST_REGEX = 1000;

    /** The reader for some operations of those providers. */
    static ConditionReader of(List<Operation> operations, List<Provider> providers) {
        List<Provider> owners = providers.stream()
                .filter(provider -> operations.stream()
                        .anyMatch(operation -> operation.provider().equals(provider.name())))
                .toList();
        return new ConditionReader(operations, owners, new PossiblePaths(providers));
    }

    /** Parses the value of {@code when}; records problems in the file. */
    List<Condition> read(YamlNode when) {
        List<Condition> conditions = new ArrayList<>();
        if (!when.requireMapping("conditions by property, such as { path.sid: 4001 }")) {
            return conditions;
        }
        TextTemplate.requireNone(when);
        if (when.keys().isEmpty()) {
            when.expected("conditions by property, such as { path.sid: 4001 }");
        }
        if (when.keys().size() > MOST) {
            when.problem("too many conditions: expected at most " + MOST);
        }
        for (String name : when.keys()) {
            YamlNode expected = when.get(name);
            CallProperties.problem(name, operations, List.of()).ifPresent(expected::problem);
            warnAboutUnknownParameter(name, expected);
            String text = name + ": " + JsonTexts.of(expected.json());
            if (expected.isLeftOut()) {
                expected.expected(FORMS);
            } else if (expected.json().isValueNode()) {
                String value = expected.json().asText();
                checks().checkValue(name, value, expected);
                conditions.add(Condition.equal(name, value, text));
            } else {
                List<Predicate<PropertyValue>> tests = tests(name, expected);
                Condition condition = new Condition(name, tests, Optional.empty(), values(expected), text);
                if (expected.json().isObject()) {
                    checks().checkTests(expected, condition);
                }
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** A client may send anything, so a body or query parameter that no page names is worth a warning at most. */
    private void warnAboutUnknownParameter(String name, YamlNode at) {
        int dot = name.indexOf('.');
        String prefix = dot < 0 ? "" : name.substring(0, dot);
        if (!prefix.equals("body") && !prefix.equals("query")) {
            return;
        }
        List<String> known = operations.stream()
                .flatMap(operation -> operation.parameterNames().stream())
                .flatMap(parameter -> java.util.Arrays.stream(
                        parameter.replace("]", "").replace('[', '.').split("\\|")))
                .map(parameter -> prefix + "." + parameter)
                .distinct()
                .sorted()
                .toList();
        String root = name.contains(".") ? name : "";
        boolean isKnown = known.stream().anyMatch(one -> root.equals(one) || root.startsWith(one + "."))
                || List.of("action", "token", "callback").contains(name.substring(dot + 1));
        if (!known.isEmpty() && !isKnown) {
            NearestName.nearest(name, known)
                    .ifPresent(near ->
                            at.warning("no page names " + YamlNode.excerpt(name) + "; did you mean " + near + "?"));
        }
    }

    private ConditionChecks checks() {
        return new ConditionChecks(operations, owners, paths);
    }

    /** The values of which a condition requires one. */
    private static List<String> values(YamlNode expected) {
        YamlNode list = expected.json().isArray()
                ? expected
                : expected.has("equals") ? expected.get("equals") : expected.get("in");
        return list.items().stream().map(item -> item.json().asText()).toList();
    }

    private List<Predicate<PropertyValue>> tests(String name, YamlNode expected) {
        if (expected.json().isArray()) {
            return List.of(Condition.in(values(name, expected)));
        }
        expected.allowKeys("test", TESTS);
        List<Predicate<PropertyValue>> tests = new ArrayList<>();
        if (expected.keys().isEmpty()) {
            expected.expected(FORMS);
        }
        for (String kind : expected.keys()) {
            if (TESTS.contains(kind)) {
                tests.add(test(name, kind, expected.get(kind)));
            }
        }
        return tests;
    }

    private Predicate<PropertyValue> test(String name, String kind, YamlNode value) {
        return switch (kind) {
            case "equals" -> {
                String text = value.scalar("a value").orElse("");
                checks().checkValue(name, text, value);
                yield Condition.equal(text);
            }
            case "not" -> Condition.equal(value.scalar("a value").orElse("")).negate();
            case "in" -> Condition.in(values(name, value));
            case "exists" -> Condition.exists(value.bool("exists").orElse(true));
            case "matches" -> {
                if (name.equals("path")) {
                    RegularExpression.literalStart(value.json().asText())
                            .ifPresent(start -> checks().requirePath(Glob.of(start + "*"), start, value));
                }
                yield regex(value);
            }
            case "gt" -> compare(value, (actual, limit) -> actual.compareTo(limit) > 0);
            case "ge" -> compare(value, (actual, limit) -> actual.compareTo(limit) >= 0);
            case "lt" -> compare(value, (actual, limit) -> actual.compareTo(limit) < 0);
            default -> compare(value, (actual, limit) -> actual.compareTo(limit) <= 0);
        };
    }

    private static Predicate<PropertyValue> compare(YamlNode value, BiPredicate<BigDecimal, BigDecimal> test) {
        if (!value.json().isNumber()) {
            value.expected("a number");
            return actual -> false;
        }
        BigDecimal limit = value.json().decimalValue();
        return Condition.number(actual -> test.test(actual, limit));
    }

    private static Predicate<PropertyValue> regex(YamlNode value) {
        Optional<String> text = value.text("a regular expression, quoted");
        if (text.isEmpty()) {
            return actual -> false;
        }
        if (text.get().length() > LONGEST_REGEX) {
            value.problem("regular expression too long: expected at most " + LONGEST_REGEX + " characters");
            return actual -> false;
        }
        try {
            Pattern pattern = RegularExpression.compile(text.get());
            return Condition.matches(pattern);
        } catch (PatternSyntaxException e) {
            String part = YamlNode.excerpt(e.getPattern());
            value.problem("invalid regular expression: " + e.getDescription()
                    + (part.isEmpty() ? "" : " in '" + Excerpt.of(part) + "'") + "; " + RegularExpression.ALLOWED);
            return actual -> false;
        }
    }

    private List<String> values(String name, YamlNode list) {
        List<String> texts = new ArrayList<>();
        if (!list.json().isArray() || list.json().isEmpty()) {
            list.expected("a list of values");
            return texts;
        }
        for (YamlNode item : list.items()) {
            item.scalar("a text, a number or a boolean").ifPresent(text -> {
                checks().checkValue(name, text, item);
                texts.add(text);
            });
        }
        return texts;
    }
}
