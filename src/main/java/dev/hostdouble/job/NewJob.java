package dev.hostdouble.job;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A job that is about to start.
 *
 * @param id the provider's name for it; unique within the provider
 * @param target the resource it works on
 * @param argument what its completion needs to know, in the format of its type
 * @param timeline how it runs in this world
 * @param failure why it will fail, if the provider refuses it
 * @param waitsFor the slots whose open jobs on its target have to end before it begins; empty: it begins at once
 */
public record NewJob(
        JobType type,
        String id,
        String target,
        String argument,
        Timeline timeline,
        Optional<JobFailure> failure,
        Set<String> waitsFor) {

    public NewJob {
        waitsFor = Set.copyOf(waitsFor);
    }

    /** A job that begins at once. */
    public NewJob(
            JobType type, String id, String target, String argument, Timeline timeline, Optional<JobFailure> failure) {
        this(type, id, target, argument, timeline, failure, Set.of());
    }

    /**
     * The job as it starts.
     *
     * @param number its place in the world
     * @param at the elapsed time of its start
     * @param fault what a scenario does to it
     * @param isFree whether no job is open that it waits for
     */
    Job asStarted(long number, Duration at, Optional<JobFault> fault, boolean isFree) {
        Timeline own = ownTimeline();
        Timeline changed = fault.map(one -> one.applyTo(own)).orElse(own);
        Optional<String> output = JobFailure.output(failure, fault);
        Optional<String> refusal = failure.map(JobFailure::output);
        return new Job(
                number,
                type.provider(),
                id,
                type.operation(),
                target,
                argument,
                at,
                changed,
                output,
                refusal,
                isFree ? Set.of() : waitsFor,
                !changed.equals(own) || !output.equals(refusal) || isPurged(fault),
                false,
                Optional.empty());
    }

    private static boolean isPurged(Optional<JobFault> fault) {
        return fault.filter(JobFault.Purge.class::isInstance).isPresent();
    }

    /** How it runs unless a scenario changes that: it fails if the provider refuses it. */
    Timeline ownTimeline() {
        return failure.map(why -> timeline.failing(why.progress())).orElse(timeline);
    }
}
