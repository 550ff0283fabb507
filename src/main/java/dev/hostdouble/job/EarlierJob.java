package dev.hostdouble.job;

import java.time.Duration;
import java.util.Optional;

/**
 * A job that a start state contains: it began before the world did, and runs on or has ended by then.
 *
 * @param job the job as if it were about to start; it fails only if it has ended
 * @param age how long before the start of the world it began: less than it takes, unless it has ended
 * @param output its output as JSON, if it has ended
 */
public record EarlierJob(NewJob job, Duration age, Optional<String> output) {
    /** A job that began that long before the world, and runs on. */
    public static EarlierJob running(NewJob job, Duration age) {
        return new EarlierJob(job, age, Optional.empty());
    }

    /**
     * A job that had ended that long before the world started; it failed if it has a failure.
     *
     * @param output its output as JSON
     */
    public static EarlierJob ended(NewJob job, Duration ago, String output) {
        Duration length = job.ownTimeline().length().orElseThrow();
        return new EarlierJob(job, length.plus(ago), Optional.of(output));
    }

    /** The job at the start of the world; settled if it has ended. */
    Job job(long number) {
        Job begun = job.asStarted(number, age.negated(), Optional.empty(), true);
        return output.map(begun::settled).orElse(begun);
    }
}
