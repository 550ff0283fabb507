package dev.hostdouble.http;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.util.NanoTime;

/**
 * Whether the next call of a connection may be answered by the thread that reads from all connections: not while its calls have taken
 * long of late, so that who pages through a large catalogue, say, leaves that thread to the others. Nothing is known of a new
 * connection; it does so while the calls of any connection take long.
 */
final class Pace {
    private static final Duration SHORT = Duration.ofMillis(2);

    /** What a call takes elsewhere includes waiting for its world and for a processor. */
    private static final Duration SHORT_ELSEWHERE = Duration.ofMillis(20);

    /** The number of short calls that make up for a long one: clients may alternate. */
    private static final int TRUSTED = 8;

    /** How many requests that came together are answered, before the other connections get their turn. */
    private static final int MOST_AT_ONCE = 16;

    private final SlowCalls slowCalls;
    private volatile boolean isNew = true;
    private volatile int untilTrusted;
    private long nanos = -1; // what the latest call took; used by one thread at a time
    private int atOnce; // used by one thread at a time

    /** @param slowCalls those of all connections */
    Pace(SlowCalls slowCalls) {
        this.slowCalls = slowCalls;
    }

    /** Notes that the connection has its turn. */
    void begin() {
        atOnce = 0;
    }

    /** Whether the next call may be answered by the thread that reads. */
    boolean isShort() {
        boolean isTrusted = isNew ? !slowCalls.areRecent() : untilTrusted == 0;
        return isTrusted && ++atOnce <= MOST_AT_ONCE;
    }

    /** Answers a call on the thread that reads, and notes how long that takes. */
    <T> T atOnce(Supplier<T> call) {
        return timed(call, SHORT);
    }

    /** Answers a call on another thread. */
    <T> T elsewhere(Supplier<T> call) {
        return timed(call, SHORT_ELSEWHERE);
    }

    private <T> T timed(Supplier<T> call, Duration limit) {
        long start = NanoTime.now();
        try {
            return call.get();
        } finally {
            nanos = NanoTime.since(start);
            note(nanos < limit.toNanos());
        }
    }

    /** How long the latest call took; -1 if that was asked before, or is unknown. */
    long takeNanos() {
        long known = nanos;
        nanos = -1;
        return known;
    }

    /** A connection has one call at a time. */
    private void note(boolean wasShort) {
        int before = untilTrusted;
        if (!wasShort) {
            untilTrusted = TRUSTED;
            slowCalls.note();
        } else if (isNew && slowCalls.areRecent()) {
            untilTrusted = TRUSTED - 1;
        } else if (before > 0) {
            untilTrusted = before - 1;
        }
        isNew = false;
    }
}
