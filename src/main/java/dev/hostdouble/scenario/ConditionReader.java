package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Parses conditions, for example {@code when: { path.sid: 4001, body.force: { exists: false } }}. */
record ConditionReader(Document document) {
    /**
     * Parses the value of {@code when}; adds problems to the document.
     *
     * @param at the JSON pointer of {@code when}
     */
    List<Condition> read(String at, JsonNode when) {
        List<Condition> conditions = new ArrayList<>();
        for (Entry<String, JsonNode> property : when.properties()) {
            String pointer = at + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            String name = property.getKey();
            int dot = name.indexOf('.');
            boolean known = dot < 0
                    ? CallProperties.UNPREFIXED.contains(name)
                    : CallProperties.PREFIXES.contains(name.substring(0, dot)) && dot < name.length() - 1;
            if (!known) {
                List<String> allowed = new ArrayList<>(CallProperties.UNPREFIXED);
                CallProperties.PREFIXES.forEach(prefix -> allowed.add(prefix + ".<name>"));
                document.addProblem(pointer, NearestName.unknown("property", name, allowed));
            }
            JsonNode expected = property.getValue();
            conditions.add(
                    expected.isValueNode()
                            ? Condition.equal(name, expected.asText())
                            : new Condition(name, tests(pointer, expected)));
        }
        return conditions;
    }

    private List<Predicate<PropertyValue>> tests(String at, JsonNode expected) {
        if (expected.isArray()) {
            return List.of(Condition.in(texts(expected)));
        }
        List<Predicate<PropertyValue>> tests = new ArrayList<>();
        for (Entry<String, JsonNode> test : expected.properties()) {
            tests.add(test(at + "/" + test.getKey(), test.getKey(), test.getValue()));
        }
        return tests;
    }

    private Predicate<PropertyValue> test(String at, String kind, JsonNode value) {
        return switch (kind) {
            case "equals" -> Condition.equal(value.asText());
            case "not" -> Condition.equal(value.asText()).negate();
            case "in" -> Condition.in(texts(value));
            case "exists" -> Condition.exists(value.asBoolean());
            case "matches" -> Condition.matches(regex(at, value.asText()));
            case "gt" -> compare(value, (actual, limit) -> actual.compareTo(limit) > 0);
            case "ge" -> compare(value, (actual, limit) -> actual.compareTo(limit) >= 0);
            case "lt" -> compare(value, (actual, limit) -> actual.compareTo(limit) < 0);
            default -> compare(value, (actual, limit) -> actual.compareTo(limit) <= 0);
        };
    }

    private static Predicate<PropertyValue> compare(JsonNode value, BiPredicate<BigDecimal, BigDecimal> test) {
        BigDecimal limit = value.decimalValue();
        return Condition.number(actual -> test.test(actual, limit));
    }

    private Pattern regex(String at, String text) {
        try {
            return RegularExpression.compile(text);
        } catch (PatternSyntaxException e) {
            // A problem is one line, so line breaks of the expression are replaced.
            String part = e.getPattern().replaceAll("\\R", " ");
            document.addProblem(
                    at,
                    "invalid regular expression: " + e.getDescription() + (part.isEmpty() ? "" : " in '" + part + "'")
                            + "; " + RegularExpression.ALLOWED);
            return Pattern.compile("");
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
