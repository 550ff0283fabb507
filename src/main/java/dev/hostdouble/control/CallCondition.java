package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Glob;
import dev.hostdouble.journal.Secrets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A condition on a call.
 *
 * @param holds whether a call meets it
 * @param failure what a call that does not meet it has instead
 */
record CallCondition(Predicate<CallFacts> holds, Function<CallFacts, String> failure) {
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_READ = 4000;

    /** Numbers are equal if their values are; nothing else is converted. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    static CallCondition operation(Glob pattern) {
        return new CallCondition(call -> call.hasOperation(pattern), call -> "operation is not " + pattern);
    }

    static CallCondition method(String method) {
        return new CallCondition(
                call -> call.entry().request().method().equals(method), call -> "method is not " + method);
    }

    static CallCondition path(Glob pattern) {
        return new CallCondition(call -> call.hasPath(pattern), call -> "path is not " + pattern);
    }

    static CallCondition status(StatusPattern status) {
        return new CallCondition(
                call -> status.matches(call.entry().reply().status()), call -> "status is not " + status.text());
    }

    static CallCondition rule(String rule) {
        return new CallCondition(
                call -> call.entry().ruleHits().stream()
                        .anyMatch(hit -> hit.applied() && hit.rule().equals(rule)),
                call -> "rule " + rule + " did not apply");
    }

    static CallCondition header(String name, String value, Secrets secrets) {
        return text("header", name, value, call -> call.headers(name), secrets);
    }

    static CallCondition query(String name, String value, Secrets secrets) {
        return text("query", name, value, call -> call.query(name), secrets);
    }

    private static CallCondition text(
            String kind, String name, String value, Function<CallFacts, List<String>> actual, Secrets secrets) {
        String what = kind + " " + name;
        UnaryOperator<String> shown = text -> shown(secrets, kind + "." + name, text);
        return new CallCondition(call -> actual.apply(call).contains(value), call -> {
            List<String> found = actual.apply(call);
            if (found.isEmpty()) {
                return what + " is missing";
            }
            return what + " is " + found.stream().map(shown).collect(Collectors.joining(", ")) + ", not "
                    + shown.apply(value);
        });
    }

    static CallCondition body(String path, JsonNode value, Secrets secrets) {
        int length = value.toString().length();
        return new CallCondition(
                call -> call.body(path)
                        .filter(found -> {
                            call.spend(length);
                            return value.equals(BY_VALUE, found);
                        })
                        .isPresent(),
                call -> {
                    Optional<JsonNode> found = call.body(path);
                    return found.map(node -> "body " + path + " is " + shown(secrets, "body." + path, node.toString())
                                    + ", not " + shown(secrets, "body." + path, value.toString()))
                            .orElse("body " + path + " is missing");
                });
    }

    private static String shown(Secrets secrets, String property, String text) {
        String value = secrets.inProperty(property, text.substring(0, Math.min(text.length(), LONGEST_READ)));
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
