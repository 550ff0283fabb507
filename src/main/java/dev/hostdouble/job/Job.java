package dev.hostdouble.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One asynchronous job. Its state follows from the clock; nothing runs in the background.
 *
 * @param number its place in the world, in order of start
 * @param provider the name of the provider it belongs to
 * @param id the name the provider gives it; unique within the provider
 * @param operation the id of the operation that started it, such as {@code hosterapi/server.create}
 * @param target the resource it works on
 * @param argument what its completion needs, in the format of its type
 * @param failure its output if it fails
 * @param refusal why the provider refuses it, if it does; then it can only fail
 * @param settled whether its end has taken effect
 * @param output its output as JSON, once it has ended
 */
public record Job(
        long number,
        String provider,
        String id,
        String operation,
        String target,
        String argument,
        Instant startsAt,
        Timeline timeline,
        Optional<String> failure,
        Optional<String> refusal,
        boolean settled,
        Optional<String> output) {

    /** The id of its target without the type: {@code 456} of {@code server/456}. */
    public String targetId() {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    /** The step it has reached at that instant; its last once its end has taken effect. */
    public Step at(Instant now) {
        return settled ? timeline.last() : timeline.at(Duration.between(startsAt, now));
    }

    /** When it ends, unless it never does. */
    public Optional<Instant> endsAt() {
        return timeline.length().map(startsAt::plus);
    }

    /** Whether it has ended by that instant. */
    public boolean ended(Instant now) {
        return endsAt().filter(end -> !end.isAfter(now)).isPresent();
    }

    Job with(Timeline newTimeline, Optional<String> newFailure) {
        return new Job(
                number,
                provider,
                id,
                operation,
                target,
                argument,
                startsAt,
                newTimeline,
                newFailure,
                refusal,
                settled,
                output);
    }
}
