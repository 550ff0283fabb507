package dev.hostdouble.job;

import java.util.List;
import java.util.Optional;

/**
 * Which jobs a list has; an empty condition is met by all.
 *
 * @param provider the name of their provider
 * @param operations the ids of the operations that started them
 * @param target the resource they work on
 * @param settled whether they have ended
 */
public record JobQuery(
        Optional<String> provider,
        Optional<List<String>> operations,
        Optional<String> target,
        Optional<Boolean> settled) {
    /** All jobs. */
    public static final JobQuery ALL =
            new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that have not ended. */
    public static final JobQuery RUNNING =
            new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false));
}
