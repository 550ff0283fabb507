package dev.hostdouble.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a world. Time is the emulator's time at some instant of the wall clock, and how fast it has run since:
 * a manual or stepping clock stands still between calls. Every clock stops at {@link #LATEST}.
 */
public final class EmulatorClock {
    /** The start of clocks that stand still: later than all dates in the start states. */
    public static final Instant START = Instant.parse("2024-02-01T00:00:00Z");

    /** Where every clock stops. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Clock wall;
    private ClockMode mode;
    private Instant time;
    private Instant since;
    private Instant latest; // the wall clock may be set back, ours is not

    EmulatorClock(ClockMode mode, Clock wall) {
        this.wall = wall;
        this.mode = mode;
        this.since = wall.instant();
        this.time = mode.running() ? earlier(since.truncatedTo(ChronoUnit.MILLIS)) : START;
        this.latest = time;
    }

    /** The mode it is in. */
    public synchronized ClockMode mode() {
        return mode;
    }

    /** The time now; reading it moves nothing. */
    public synchronized Instant now() {
        if (!mode.running()) {
            return time;
        }
        Duration elapsed = Duration.between(since, wall.instant());
        Instant now = earlier(time.plusMillis((long) (elapsed.toMillis() * mode.factor())));
        latest = now.isBefore(latest) ? latest : now;
        return latest;
    }

    /** The time of one provider call; a stepping clock moves on after it. */
    synchronized Instant tick() {
        Instant now = now();
        if (!mode.step().isZero()) {
            time = after(mode.step());
        }
        return now;
    }

    /** Moves time forward by that much, whatever the mode. */
    synchronized void advance(Duration by) {
        set(mode, after(by));
    }

    /** Sets mode and time. Use it under the world's lock, and settle the jobs afterwards. */
    public synchronized void set(ClockMode newMode, Instant newTime) {
        mode = newMode;
        since = wall.instant();
        time = earlier(newTime);
        latest = time;
    }

    private Instant after(Duration by) {
        Instant now = now();
        return by.compareTo(Duration.between(now, LATEST)) < 0 ? now.plus(by) : LATEST;
    }

    private static Instant earlier(Instant instant) {
        return instant.isBefore(LATEST) ? instant : LATEST;
    }
}
