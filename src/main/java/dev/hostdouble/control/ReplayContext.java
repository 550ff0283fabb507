package dev.hostdouble.control;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a replay needs to know of the process.
 *
 * @param acceptAnyToken whether any token is accepted
 * @param strict whether answers that are only assumed are refused
 * @param startStates the texts of start states that are not the shipped ones, by file name
 * @param scenarios the texts of the scenarios that are active from the start
 */
public record ReplayContext(
        boolean acceptAnyToken, boolean strict, Map<String, String> startStates, Supplier<List<String>> scenarios) {
    public ReplayContext {
        startStates = Map.copyOf(startStates);
    }
}
