package dev.hostdouble.explore;

import dev.hostdouble.Settings;
import dev.hostdouble.core.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a client is explored.
 *
 * @param command its command line
 * @param faults which faults are tried; if it is empty, all but {@code stalled-reply}
 * @param pairs whether pairs of faults are tried, too
 * @param budget how many trials there may be
 * @param parallel how many runs there are at a time; empty for as many as fit this machine and the client
 * @param timeout how long a run may take, in real time
 * @param settings of the server in whose worlds the client runs
 */
public record ExploreOptions(
        List<String> command,
        List<Pattern> faults,
        boolean pairs,
        int budget,
        OptionalInt parallel,
        Duration timeout,
        Settings settings) {
    public ExploreOptions {
        command = List.copyOf(command);
        faults = List.copyOf(faults);
    }

    /**
     * Names faults, such as {@code lost-reply}, {@code *@hosterapi/server.create#1} or, for a pair,
     * {@code reset@hosterapi/server.create#1+lost-reply@hosterapi/server.create#2}.
     *
     * @param then names the second of a pair
     */
    public record Pattern(Glob first, Optional<Glob> then) {
        /**
         * Reads a pattern.
         *
         * @throws IllegalArgumentException if it is too long
         */
        public static Pattern of(String text) {
            int plus = text.indexOf('+');
            return plus < 0
                    ? new Pattern(Glob.of(text), Optional.empty())
                    : new Pattern(Glob.of(text.substring(0, plus)), Optional.of(Glob.of(text.substring(plus + 1))));
        }
    }

    /** Whether a fault is tried alone. */
    boolean includes(PlacedFault placed) {
        if (faults.isEmpty()) {
            return !placed.fault().name().equals(Faults.STALLED);
        }
        return faults.stream().anyMatch(pattern -> names(pattern.first(), placed));
    }

    /** Whether a pair is tried. */
    boolean includes(PlacedFault first, PlacedFault second) {
        boolean isNamed = faults.stream()
                .anyMatch(pattern ->
                        pattern.then().filter(glob -> names(glob, second)).isPresent()
                                && names(pattern.first(), first));
        return isNamed || (pairs && includes(first) && includes(second));
    }

    /** Whether pairs are tried at all. */
    boolean hasPairs() {
        return pairs || faults.stream().anyMatch(pattern -> pattern.then().isPresent());
    }

    /** The flags that a repetition needs, as on the command line. */
    List<String> repeated() {
        List<String> flags = new ArrayList<>(List.of("--clock", settings.clock().text()));
        settings.world().ifPresent(world -> flags.addAll(List.of("--world", world.toString())));
        return flags;
    }

    private static boolean names(Glob glob, PlacedFault placed) {
        return glob.matches(placed.fault().name()) || glob.matches(placed.toString());
    }
}
