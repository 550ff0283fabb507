package dev.hostdouble.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs a list has; an empty condition is met by all.
 *
 * @param provider the name of their provider
 * @param operations the ids of the operations that started them
 * @param target the resource they work on
 * @param settled whether their end has taken effect
 * @param endsAfter they end after this elapsed time, or never
 */
public record JobQuery(
        Optional<String> provider,
        Optional<List<String>> operations,
        Optional<String> target,
        Optional<Boolean> settled,
        Optional<Duration> endsAfter) {
    /** All jobs. */
    public static final JobQuery ALL =
            new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that have not ended at an elapsed time, even if nothing has let the others take effect. */
    public static JobQuery openAt(Duration now) {
        return new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.of(now));
    }
}
