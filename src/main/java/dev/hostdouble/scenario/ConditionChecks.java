package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PossiblePaths;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.PropertyValue;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses conditions that no call can meet.
 *
 * @param operations the operations that the rule matches
 * @param providers the providers of those operations
 * @param paths which paths they can have
 */
record ConditionChecks(List<Operation> operations, List<Provider> providers, PossiblePaths paths) {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final List<String> OF_PRESENT = List.of("equals", "in", "matches", "gt", "ge", "lt", "le");

    /** Refuses a value that the property can never have. */
    void checkValue(String name, String value, YamlNode at) {
        if (name.equals("method")) {
            checkMethod(value, at);
        } else if (name.equals("path")) {
            if (value.length() <= Glob.MAX_LENGTH) {
                requirePath(Glob.of(value), value, at);
            }
        } else {
            Set<String> values = values(name);
            if (!values.isEmpty() && !values.contains(value)) {
                at.problem(NearestName.unknown("value of " + name, YamlNode.excerpt(value), values));
            }
        }
    }

    private void checkMethod(String value, YamlNode at) {
        if (!METHODS.contains(value)) {
            String upper = value.toUpperCase(Locale.ROOT);
            at.problem(
                    METHODS.contains(upper)
                            ? "methods are upper case: write " + upper
                            : NearestName.unknown("method", YamlNode.excerpt(value), METHODS));
            return;
        }
        Set<String> possible = new TreeSet<>();
        for (Operation operation : operations) {
            switch (operation.method()) {
                case "", "ANY" -> {
                    return;
                }
                case "GET" -> possible.addAll(List.of("GET", "HEAD"));
                // A framework may let a POST stand for another method.
                default -> possible.addAll(List.of(operation.method(), "POST"));
            }
        }
        if (!possible.isEmpty() && !possible.contains(value)) {
            at.problem("no call of these operations has the method " + value + ": expected "
                    + String.join(" or ", possible));
        }
    }

    /** Refuses a path that no call of the operations can have. */
    void requirePath(Glob path, String value, YamlNode at) {
        if (!operations.isEmpty() && operations.stream().noneMatch(operation -> paths.canHave(operation, path))) {
            at.problem(
                    "no call of " + (operations.size() == 1 ? operations.get(0).id() : "these operations")
                            + " has the path '" + YamlNode.excerpt(value) + "': " + paths.problem(operations, value));
        } else if (value.equals("/") && path.isExact()) {
            at.warning("GET and HEAD of / show what this server is; only other methods of / are calls");
        }
    }

    /** The values of a property that has only a few; empty for any other one. */
    private Set<String> values(String name) {
        Set<String> values = new TreeSet<>();
        if (name.equals("answer")) {
            operations.forEach(operation -> operation.allAnswers().forEach(answer -> values.add(answer.name())));
            return values;
        }
        for (Provider provider : providers) {
            boolean hasProperty = !name.startsWith("state.")
                    || operations.stream()
                            .anyMatch(operation -> operation.provider().equals(provider.name())
                                    && operation.state().contains(name.substring("state.".length())));
            if (hasProperty && !provider.values().containsKey(name)) {
                return Set.of();
            }
            values.addAll(provider.values().getOrDefault(name, List.of()));
        }
        return values;
    }

    /**
     * Refuses tests that no value passes.
     *
     * @param expected the tests, as a mapping
     * @param condition the same, ready to be applied
     */
    void checkTests(YamlNode expected, Condition condition) {
        String name = condition.property();
        if (expected.get("exists").json().isBoolean()
                && !expected.get("exists").json().asBoolean()) {
            if (isAlwaysPresent(name)) {
                expected.problem("every call of these operations has " + YamlNode.excerpt(name));
            } else if (OF_PRESENT.stream().anyMatch(expected::has)) {
                expected.problem("a property that does not exist has no value: leave out 'exists' or the other tests");
            }
            return;
        }
        boolean isOne = !CallProperties.canHaveSeveral(name);
        List<String> values = condition.values();
        String not = expected.get("not").json().asText();
        boolean isPossible = values.isEmpty()
                ? !isOne || isRangeOpen(expected)
                : values.stream()
                        .anyMatch(value -> isOne
                                ? condition.matches(PropertyValue.of(Optional.of(value)))
                                : !expected.has("not") || !value.equals(not));
        if (!isPossible) {
            expected.problem("no value passes all of these tests");
        }
    }

    private boolean isAlwaysPresent(String name) {
        return name.equals("method")
                || name.equals("path")
                || (name.startsWith("path.")
                        && operations.stream()
                                .allMatch(operation ->
                                        operation.path().names().contains(name.substring("path.".length()))));
    }

    private static boolean isRangeOpen(YamlNode tests) {
        List<BigDecimal> lower = numbers(tests, "gt", "ge");
        List<BigDecimal> upper = numbers(tests, "lt", "le");
        if (lower.isEmpty() || upper.isEmpty()) {
            return true;
        }
        BigDecimal low = lower.stream().reduce(BigDecimal::max).orElseThrow();
        BigDecimal high = upper.stream().reduce(BigDecimal::min).orElseThrow();
        boolean isStrict = is(tests.get("gt").json(), low) || is(tests.get("lt").json(), high);
        return isStrict ? low.compareTo(high) < 0 : low.compareTo(high) <= 0;
    }

    private static boolean is(JsonNode number, BigDecimal limit) {
        return number.isNumber() && number.decimalValue().compareTo(limit) == 0;
    }

    private static List<BigDecimal> numbers(YamlNode tests, String... kinds) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String kind : kinds) {
            JsonNode number = tests.get(kind).json();
            if (number.isNumber()) {
                numbers.add(number.decimalValue());
            }
        }
        return numbers;
    }
}
