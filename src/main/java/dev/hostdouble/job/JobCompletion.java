package dev.hostdouble.job;

import java.time.Instant;

/** What the end of a job does to the world. */
@FunctionalInterface
public interface JobCompletion {
    /**
     * The job has run its course.
     *
     * @param at when it ended, which may be before now
     * @return its output as JSON, {@code null} written as such
     * @throws dev.hostdouble.core.ApiException if it fails at the last moment; its words become the output, and
     *     nothing else of it remains
     */
    String finished(Job job, Instant at);

    /** The job has failed; by default nothing else happens. */
    default void failed(Job job, Instant at) {}
}
