package dev.hostdouble.http;

import dev.hostdouble.core.Delivered;
import dev.hostdouble.core.Delivered.Outcome;
import dev.hostdouble.core.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells the listener of a reply once how its delivery ended. Thread-safe. */
final class DeliveryReport {
    private final Consumer<Delivered> listener;
    private final AtomicBoolean made = new AtomicBoolean();
    private volatile long bytes;
    private volatile long delayMillis;

    /** A report to the listener of a reply; the connection makes it when the exchange ends, if it is not made before. */
    DeliveryReport(Reply reply) {
        this.listener = reply.deliveryListener();
    }

    /** Notes the time that is waited before the first byte. */
    void waits(Duration delay) {
        delayMillis = delay.toMillis();
    }

    /** Notes how many bytes of the body have been sent so far. */
    void sent(long soFar) {
        bytes = soFar;
    }

    /** Reports an outcome, unless one was reported before. */
    void ended(Outcome outcome) {
        if (made.compareAndSet(false, true)) {
            listener.accept(new Delivered(outcome, bytes, delayMillis));
        }
    }

    /** Reports that sending failed. */
    void failed(Throwable cause) {
        ended(outcome(cause));
    }

    private static Outcome outcome(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof TimeoutException) {
                return Outcome.STALLED; // the client read nothing for too long
            }
            if (at instanceof GivenUpException) {
                return Outcome.CLOSED;
            }
        }
        return cause instanceof IOException ? Outcome.CLIENT_CLOSED : Outcome.CLOSED;
    }
}
