package dev.hostdouble.job;

import java.time.Instant;

/** What the start and the end of a job do to the world. */
@FunctionalInterface
public interface JobCompletion {
    /** A completion that does nothing. */
    JobCompletion NONE = (job, at) -> "null";

    /**
     * The job has started; by default nothing else happens. Not called for a job that a fault makes vanish.
     *
     * @param at the date of its start
     */
    default void started(Job job, Instant at) {}

    /**
     * The job has finished.
     *
     * @param at the date of its end, which may be before now
     * @return its output as JSON; {@code "null"} for none
     * @throws dev.hostdouble.core.ApiException if it fails at the last moment: its text becomes the output, and
     *     everything else this method did is rolled back
     */
    String finished(Job job, Instant at);

    /** The job has failed; by default nothing else happens. */
    default void failed(Job job, Instant at) {}
}
