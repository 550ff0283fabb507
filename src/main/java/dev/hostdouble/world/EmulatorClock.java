package dev.hostdouble.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a world. Time is the emulator's time at some instant of the wall clock, and how fast it has run since:
 * a manual or stepping clock stands still between calls.
 */
public final class EmulatorClock {
    /** Where clocks that stand still begin: later than everything the start states date. */
    public static final Instant START = Instant.parse("2024-02-01T00:00:00Z");

    private final Clock wall;
    private ClockMode mode;
    private Instant time;
    private Instant since;
    private Instant latest; // the wall clock may be set back, ours is not

    EmulatorClock(ClockMode mode, Clock wall) {
        this.wall = wall;
        this.mode = mode;
        this.since = wall.instant();
        this.time = mode.running() ? since.truncatedTo(ChronoUnit.MILLIS) : START;
        this.latest = time;
    }

    public ClockMode mode() {
        return mode;
    }

    /** The time now; reading it changes nothing. */
    public Instant now() {
        if (!mode.running()) {
            return time;
        }
        Duration elapsed = Duration.between(since, wall.instant());
        Instant now = time.plusMillis((long) (elapsed.toMillis() * mode.factor()));
        return now.isBefore(latest) ? latest : now;
    }

    /** The time of one provider call; a stepping clock moves on after it. */
    Instant tick() {
        Instant now = now();
        latest = now;
        if (!mode.step().isZero()) {
            time = time.plus(mode.step());
        }
        return now;
    }

    /** Moves time forward by that much, whatever the mode. */
    public void advance(Duration by) {
        set(mode, now().plus(by));
    }

    /** Goes on in that mode from that time. */
    public void set(ClockMode newMode, Instant newTime) {
        mode = newMode;
        since = wall.instant();
        time = newTime;
        latest = newTime;
    }
}
