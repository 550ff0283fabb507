package dev.hostdouble.control;

import java.util.Map;

/**
 * What a replay needs to know of the process.
 *
 * @param acceptAnyToken whether any token is accepted
 * @param strict whether answers that are only assumed are refused
 * @param startStates the texts of start states that are not the shipped ones, by file name
 * @param shippedStates the texts of the shipped start states, by file name
 */
public record ReplayContext(
        boolean acceptAnyToken, boolean strict, Map<String, String> startStates, Map<String, String> shippedStates) {
    public ReplayContext {
        startStates = Map.copyOf(startStates);
        shippedStates = Map.copyOf(shippedStates);
    }
}
