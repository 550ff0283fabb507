package dev.hostdouble.http;

import java.util.function.Supplier;
import org.eclipse.jetty.util.NanoTime;

/**
 * Whether the calls of a connection are so short that the thread that reads from all connections may answer them. It follows the
 * last call: who pages through a large catalogue, say, leaves that thread to the others.
 */
final class Pace {
    private static final long SHORT_NANOS = 2_000_000;

    /** How many requests that came together are answered, before the other connections get their turn. */
    private static final int MOST_AT_ONCE = 16;

    private volatile boolean isShort = true;
    private int atOnce; // used by one thread at a time

    /** Notes that the connection has its turn. */
    void begin() {
        atOnce = 0;
    }

    /** Whether the next call may be answered by the thread that reads. */
    boolean isShort() {
        return isShort && ++atOnce <= MOST_AT_ONCE;
    }

    /** Answers a call, and notes how long that takes. */
    <T> T of(Supplier<T> call) {
        long start = NanoTime.now();
        try {
            return call.get();
        } finally {
            isShort = NanoTime.since(start) < SHORT_NANOS;
        }
    }
}
