package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.PossiblePaths;
import dev.hostdouble.yaml.NearestName;
import java.util.List;

/**
 * Checks that an operation, a method and a path can belong to the same call, so that a misspelt one is not taken for a call
 * that was not made. Whatever stands in the journal is possible.
 */
final class PossibleCalls {
    private static final String ANY = "ANY";

    private final KnownOperations operations;
    private final List<CallFacts> journal;
    private final String at;

    PossibleCalls(KnownOperations operations, List<CallFacts> journal, String at) {
        this.operations = operations;
        this.journal = journal;
        this.at = at;
    }

    /**
     * Adds the conditions of an expectation on operation, method and path.
     *
     * @return the operations that can be meant
     * @throws ControlException if no call can be meant
     */
    List<Operation> check(JsonNode wanted, List<CallCondition> conditions) {
        Glob pattern = Glob.of(wanted.path("operation").asText("*"));
        List<Operation> possible = withoutUnknown(operations.matching(pattern, at + "/operation: "));
        if (wanted.has("operation")) {
            conditions.add(CallCondition.operation(pattern));
        }
        if (wanted.has("method")) {
            String method = wanted.path("method").asText();
            conditions.add(CallCondition.method(method));
            possible = withMethod(possible, method, conditions);
        }
        if (wanted.has("path")) {
            Glob path = Glob.of(wanted.path("path").asText());
            conditions.add(CallCondition.path(path));
            requirePath(possible, path, conditions);
        }
        return possible;
    }

    /** Requests that match no operation have any method and path, so they only count where nothing else is meant. */
    private static List<Operation> withoutUnknown(List<Operation> all) {
        List<Operation> known =
                all.stream().filter(operation -> !operation.isUnknown()).toList();
        return known.isEmpty() ? all : known;
    }

    private List<Operation> withMethod(List<Operation> possible, String method, List<CallCondition> conditions) {
        List<Operation> fitting = possible.stream()
                .filter(operation -> hasMethod(operation, method))
                .toList();
        if (!fitting.isEmpty() || isInJournal(conditions)) {
            return fitting.isEmpty() ? possible : fitting;
        }
        List<String> methods = JournalFilter.METHODS.stream()
                .filter(known -> possible.stream().anyMatch(operation -> hasMethod(operation, known)))
                .toList();
        throw new ControlException(400, at + "/method: " + NearestName.unknown("method", method, methods));
    }

    private static boolean hasMethod(Operation operation, String method) {
        String known = operation.method();
        boolean isAny = known.equals(ANY) || operation.isUnknown();
        return isAny
                ? JournalFilter.METHODS.contains(method)
                : known.equals(method) || (known.equals("GET") && method.equals("HEAD"));
    }

    private void requirePath(List<Operation> possible, Glob path, List<CallCondition> conditions) {
        PossiblePaths possiblePaths = operations.paths();
        if (possible.stream().anyMatch(operation -> possiblePaths.canHave(operation, path))
                || isInJournal(conditions)) {
            return;
        }
        List<String> paths = possible.stream()
                .filter(operation -> !operation.isUnknown())
                .map(operation -> operation.path().text())
                .distinct()
                .toList();
        throw new ControlException(
                400,
                at + "/path: "
                        + (paths.isEmpty() && path.isExact()
                                ? "no such call has the path '" + path + "': "
                                        + possiblePaths.problem(possible, path.toString())
                                : NearestName.unknown("path", path.toString(), paths)));
    }

    private boolean isInJournal(List<CallCondition> conditions) {
        return journal.stream().anyMatch(call -> conditions.stream()
                .allMatch(condition -> condition.holds().test(call)));
    }
}
