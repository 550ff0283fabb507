package dev.hostdouble.world;

import dev.hostdouble.core.Dates;
import dev.hostdouble.core.WorldTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a world. It keeps a date, which can be set, and the time that has elapsed since the world started, which only
 * grows. It knows the time at some instant of the wall clock, and how fast it has run since: a manual or stepping clock
 * stands still between calls. Every date stops at {@link #LATEST}, but the elapsed time goes on, so that jobs end there too.
 */
public final class EmulatorClock {
    /** Where the clocks of tests start: later than all dates in the shipped start states. */
    public static final Instant START = Instant.parse("2024-02-01T00:00:00Z");

    /** Where the date of every clock stops. */
    public static final Instant LATEST = Dates.LATEST;

    private final Clock wall;
    private ClockMode mode;
    private WorldTime time;
    private Instant since;
    private WorldTime latest; // the wall clock may be set back, ours is not

    /**
     * A clock that starts.
     *
     * @param start its first date; the present of the wall clock is in whole seconds for a clock that stands still
     */
    EmulatorClock(ClockMode mode, Clock wall, StartDate start) {
        this.wall = wall;
        this.mode = mode;
        this.since = wall.instant();
        Instant present = since.truncatedTo(mode.running() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
        this.time = WorldTime.startingAt(earlier(start.date().orElse(present)));
        this.latest = time;
    }

    /**
     * Reads a date that a clock can show.
     *
     * @throws IllegalArgumentException naming what is expected
     */
    public static Instant parseDate(String text) {
        return Dates.parse(text);
    }

    /** The mode it is in. */
    public synchronized ClockMode mode() {
        return mode;
    }

    /** The date now; reading it moves nothing. */
    public Instant now() {
        return time().date();
    }

    /** The time now; reading it moves nothing. */
    public synchronized WorldTime time() {
        if (!mode.running()) {
            return time;
        }
        long passed = Duration.between(since, wall.instant()).toMillis();
        WorldTime now = after(time, Duration.ofMillis((long) (Math.max(0, passed) * mode.factor())));
        if (now.hasReached(latest.elapsed())) {
            latest = now;
        }
        return latest;
    }

    /** The time of one provider call; a stepping clock moves on after it. */
    synchronized WorldTime tick() {
        WorldTime now = time();
        if (!mode.step().isZero()) {
            time = after(now, mode.step());
        }
        return now;
    }

    /** Moves date and elapsed time forward by that much, whatever the mode. */
    synchronized void advance(Duration by) {
        set(mode, after(time(), by));
    }

    /** Sets mode and date. No time passes: what is under way goes on from where it is. */
    public synchronized void set(ClockMode newMode, Instant newDate) {
        set(newMode, new WorldTime(newDate, time().elapsed()));
    }

    /** Sets mode, date and elapsed time, such as to those of a recording; returns the time that it shows then. */
    public synchronized WorldTime set(ClockMode newMode, WorldTime newTime) {
        mode = newMode;
        since = wall.instant();
        time = new WorldTime(earlier(newTime.date()), newTime.elapsed());
        latest = time;
        return time;
    }

    /** The time after that much more; its date is at most {@link #LATEST}. */
    static WorldTime after(WorldTime from, Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "cannot advance by " + by + ": expected a duration that is not negative");
        }
        boolean before = by.compareTo(Duration.between(from.date(), LATEST)) < 0;
        boolean shorter = by.compareTo(WorldTime.LONGEST) < 0;
        return new WorldTime(before ? from.date().plus(by) : LATEST, shorter ? from.after(by) : WorldTime.LONGEST);
    }

    private static Instant earlier(Instant instant) {
        return instant.isBefore(LATEST) ? instant : LATEST;
    }
}
