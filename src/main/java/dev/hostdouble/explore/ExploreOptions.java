package dev.hostdouble.explore;

import dev.hostdouble.Settings;
import dev.hostdouble.core.Glob;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a client is explored.
 *
 * @param command its command line
 * @param faults which faults are tried: by the name of the fault, or of the fault at its call; all if it is empty
 * @param pairs whether pairs of faults are tried, too
 * @param budget how many trials there may be
 * @param parallel how many runs there are at a time; empty for as many as fit this machine and the client
 * @param timeout how long a run may take, in real time
 * @param settings of the server in whose worlds the client runs
 */
public record ExploreOptions(
        List<String> command,
        List<Glob> faults,
        boolean pairs,
        int budget,
        OptionalInt parallel,
        Duration timeout,
        Settings settings) {
    public ExploreOptions {
        command = List.copyOf(command);
        faults = List.copyOf(faults);
    }

    /** Whether a fault is asked for. */
    boolean includes(PlacedFault placed) {
        return faults.isEmpty()
                || faults.stream().anyMatch(glob -> glob.matches(placed.fault().name()) || glob.matches(placed.toString()));
    }
}
