package dev.hostdouble.job;

import dev.hostdouble.core.WorldTime;
import java.time.Duration;
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
 * @param startsAt the elapsed time of the world at which it started
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
        Duration startsAt,
        Timeline timeline,
        Optional<String> failure,
        Optional<String> refusal,
        boolean settled,
        Optional<String> output) {

    /** The id of its target without the type: {@code 456} of {@code server/456}. */
    public String targetId() {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    /** The step it has reached at that elapsed time; its last once its end has taken effect. */
    public Step at(Duration elapsed) {
        return settled ? timeline.last() : timeline.at(elapsed.minus(startsAt));
    }

    /** The elapsed time at which it ends, unless it never does; at the latest when the time of a world ends. */
    public Optional<Duration> endsAt() {
        return timeline.length().map(length -> WorldTime.capped(startsAt.plus(length)));
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
