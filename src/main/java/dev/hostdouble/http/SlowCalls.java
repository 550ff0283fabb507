package dev.hostdouble.http;

import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/** Whether a call of any connection has taken long of late. Thread-safe. */
final class SlowCalls {
    private static final Duration RECENT = Duration.ofSeconds(1);

    private volatile long latest = NanoTime.now() - RECENT.toNanos();

    /** Notes that a call has taken long. */
    void note() {
        latest = NanoTime.now();
    }

    /** Whether one has within the last second. */
    boolean areRecent() {
        return NanoTime.since(latest) < RECENT.toNanos();
    }
}
