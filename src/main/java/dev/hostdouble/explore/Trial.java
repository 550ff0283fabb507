package dev.hostdouble.explore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is tried on the client: a fault, or several, each at a call.
 *
 * @param faults one, or two for a pair, in the order of their calls
 */
public record Trial(List<PlacedFault> faults) {
    public Trial {
        faults = List.copyOf(faults);
    }

    /** A fault alone. */
    static Trial of(PlacedFault fault) {
        return new Trial(List.of(fault));
    }

    /** Its name, such as {@code lost-reply@hosterapi/server.create#1}; those of a pair are joined by a plus sign. */
    public String name() {
        return faults.stream().map(PlacedFault::toString).collect(Collectors.joining("+"));
    }
}
