package dev.hostdouble.job;

import dev.hostdouble.core.WorldTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One asynchronous job. Its state follows from the clock; nothing runs in the background.
 *
 * @param number its place in the world, in order of start
 * @param provider the name of the provider it belongs to
 * @param id the name the provider gives it; unique within the provider
 * @param operation the id of the operation that started it, such as {@code hosterapi/server.create}
 * @param target the resource it works on
 * @param argument what its completion needs, in the format of its type
 * @param startsAt the elapsed time of the world at which it began, or, while it waits, at which it was asked for
 * @param failure its output if it fails
 * @param refusal why the provider refuses it, if it does; then it can only fail
 * @param waitsFor the slots whose earlier jobs on its target it waits for; empty if it has begun
 * @param isSteered whether a scenario or the control API has changed its course
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
        Set<String> waitsFor,
        boolean isSteered,
        boolean settled,
        Optional<String> output) {

    public Job {
        waitsFor = Set.copyOf(waitsFor);
    }

    /** Whether it waits for others: it stays at its first step until they have ended. */
    public boolean isWaiting() {
        return !waitsFor.isEmpty();
    }

    /** Whether it has ended and failed. */
    public boolean hasFailed() {
        return settled && timeline.ending() == Timeline.Ending.FAILED;
    }

    /** The id of its target without the type: {@code 456} of {@code server/456}. */
    public String targetId() {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    /** The step it has reached at that elapsed time: the first while it waits, its last once its end has taken effect. */
    public Step at(Duration elapsed) {
        if (settled) {
            return timeline.last();
        }
        return isWaiting() ? timeline.steps().get(0) : timeline.at(elapsed.minus(startsAt));
    }

    /**
     * The elapsed time at which it ends, unless it never does or still waits; at the latest when the time of a world ends.
     */
    public Optional<Duration> endsAt() {
        return timeline.length().filter(length -> !isWaiting()).map(length -> WorldTime.capped(startsAt.plus(length)));
    }

    Job with(Timeline newTimeline, Optional<String> newFailure) {
        return copy(startsAt, newTimeline, newFailure, waitsFor);
    }

    /** Returns the job as it ends now: finished, or failed with that output. */
    Job cut(WorldTime now, Optional<String> why) {
        Timeline.Ending how = why.isPresent() ? Timeline.Ending.FAILED : Timeline.Ending.FINISHED;
        // A recording may restore a time before the start of the job.
        Duration run = now.hasReached(startsAt) ? now.elapsed().minus(startsAt) : Duration.ZERO;
        return with(timeline.ending(run, how), why);
    }

    /** Returns the job as it begins after it has waited. */
    Job begun(Duration at) {
        return copy(at, timeline, failure, Set.of());
    }

    /** Returns the job as it has ended, with its output as JSON. */
    Job settled(String json) {
        return new Job(
                number,
                provider,
                id,
                operation,
                target,
                argument,
                startsAt,
                timeline,
                failure,
                refusal,
                waitsFor,
                isSteered,
                true,
                Optional.of(json));
    }

    private Job copy(Duration start, Timeline newTimeline, Optional<String> newFailure, Set<String> slots) {
        return new Job(
                number,
                provider,
                id,
                operation,
                target,
                argument,
                start,
                newTimeline,
                newFailure,
                refusal,
                slots,
                isSteered,
                settled,
                output);
    }
}
