package dev.hostdouble.job;

import dev.hostdouble.core.Excerpt;
import java.time.Duration;

/**
 * One step of a timeline.
 *
 * @param after how long after the job's start it is reached
 * @param status the provider's word for it
 * @param progress 0 to 1
 */
public record Step(Duration after, String status, double progress) {
    public Step {
        if (after.isNegative()) {
            throw new IllegalArgumentException("a step must not come before the start of its job");
        }
        if (!(progress >= 0 && progress <= 1)) {
            throw new IllegalArgumentException("invalid progress " + progress + ": expected 0 to 1");
        }
        if (!status.matches("[A-Za-z_ -]{1,40}")) {
            throw new IllegalArgumentException(
                    "invalid status '" + Excerpt.of(status) + "': expected a word of letters");
        }
    }
}
