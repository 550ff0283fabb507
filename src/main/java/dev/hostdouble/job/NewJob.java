package dev.hostdouble.job;

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

    /** How it runs unless a scenario changes that: it fails if the provider refuses it. */
    Timeline ownTimeline() {
        return failure.map(why -> timeline.failing(why.progress())).orElse(timeline);
    }
}
