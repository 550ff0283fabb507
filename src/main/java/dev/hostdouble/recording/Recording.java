package dev.hostdouble.recording;

import dev.hostdouble.journal.WorldEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world with all that happened in it.
 *
 * @param version the version of Hostdouble that recorded it
 * @param isMasked whether its credentials are replaced by stand-ins
 * @param incomplete why a replay cannot give the same bytes; empty if it can
 * @param startStates the texts of the start states that differ from the shipped ones, by file name
 * @param shippedStates the texts of the shipped start states, by file name
 * @param startScenarios the sources of the scenarios that were active at the start
 */
public record Recording(
        String version,
        boolean isMasked,
        Optional<String> incomplete,
        long seed,
        boolean acceptAnyToken,
        boolean strict,
        Instant startedAt,
        Map<String, String> startStates,
        Map<String, String> shippedStates,
        List<String> startScenarios,
        List<WorldEvent> events) {
    /** The number of the format. */
    public static final int FORMAT = 2;

    public Recording {
        startStates = Map.copyOf(startStates);
        shippedStates = Map.copyOf(shippedStates);
        startScenarios = List.copyOf(startScenarios);
    }
}
