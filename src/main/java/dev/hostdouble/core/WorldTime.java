package dev.hostdouble.core;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment of a world: the date that its clock shows, and the time that has passed since the world started. The date may be
 * set to anything; the elapsed time only grows. So dates are for showing, and everything that lasts is measured in elapsed
 * time.
 *
 * @param elapsed from 0 to {@link #LONGEST}
 */
public record WorldTime(Instant date, Duration elapsed) {
    /** The most that can pass in a world, about 292 years: what a column of nanoseconds holds. */
    public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    public WorldTime {
        if (elapsed.isNegative() || elapsed.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("invalid elapsed time " + elapsed + ": expected 0 to " + LONGEST);
        }
    }

    /** The start of a world whose clock shows that date. */
    public static WorldTime startingAt(Instant date) {
        return new WorldTime(date, Duration.ZERO);
    }

    /** The date of another moment, as this clock shows dates now. It may be in the future. */
    public Instant dateOf(Duration other) {
        return date.minus(elapsed).plus(other);
    }

    /** Whether that much time has passed. */
    public boolean hasReached(Duration other) {
        return elapsed.compareTo(other) >= 0;
    }

    /** The elapsed time after that much more, at most {@link #LONGEST}. */
    public Duration after(Duration more) {
        return capped(elapsed.plus(more));
    }

    /** That elapsed time, or {@link #LONGEST} if it is longer. */
    public static Duration capped(Duration elapsed) {
        return elapsed.compareTo(LONGEST) < 0 ? elapsed : LONGEST;
    }
}
