package dev.hostdouble.conformance;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many variants each operation got, and in which states it gave which answers. */
final class Coverage {
    private final Map<String, Integer> variants = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> states = new LinkedHashMap<>();

    /**
     * Counts a variant.
     *
     * @param operation the id of the operation whose variant it is
     */
    void count(String operation) {
        variants.merge(operation, 1, Integer::sum);
    }

    /** Notes an answer of the operation that a variant came to. */
    void met(String operation, String answer, String state) {
        states.computeIfAbsent(operation, none -> new TreeMap<>())
                .computeIfAbsent(answer, none -> new LinkedHashSet<>())
                .add(state);
    }

    int variants() {
        return variants.values().stream().mapToInt(Integer::intValue).sum();
    }

    int variants(String operation) {
        return variants.getOrDefault(operation, 0);
    }

    /** The names of the states in which an operation gave an answer, in their order. */
    Set<String> states(String operation, String answer) {
        return states.getOrDefault(operation, Map.of()).getOrDefault(answer, Set.of());
    }

    boolean isMet(String operation, String answer) {
        return !states(operation, answer).isEmpty();
    }
}
