package dev.hostdouble.http;

import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/** A connection whose times are limited, and which counts among those that may be open. */
interface OpenConnection {
    /** What it waits for. */
    State state();

    /** Closes it without a reply. */
    void giveUp(String reason);

    /** Whether {@link #giveUp} was called. */
    boolean isGivenUp();

    /** Lets whoever waits for the client meet a timeout. */
    void expire(String reason);

    /** Interrupts what has been done for long if the client has left meanwhile. */
    void stopIfClientLeft();

    /** What a connection waits for. */
    enum Phase {
        /** For the end of the TLS handshake. */
        HANDSHAKE,
        /** For the first byte of the next request. */
        IDLE,
        /** For the rest of the head. */
        HEAD,
        /** For the rest of the body. */
        BODY,
        /** For the reply of this server. */
        REPLY,
        /** For the client to read more of the reply. */
        READER
    }

    /**
     * What a connection waits for.
     *
     * @param since when the phase began or last made progress, as a {@link NanoTime}
     * @param due when the server will go on, as a {@link NanoTime}; at the beginning if it does not wait on purpose
     */
    record State(Phase phase, long since, long due) {
        static State now(Phase phase) {
            long now = NanoTime.now();
            return new State(phase, now, now);
        }

        static State waiting(Duration wait) {
            long now = NanoTime.now();
            return new State(Phase.REPLY, now, now + wait.toNanos());
        }

        boolean isOlderThan(Duration limit) {
            return NanoTime.since(since) > limit.toNanos();
        }

        /** Whether the client must do something. */
        boolean isUpToClient() {
            return phase != Phase.REPLY;
        }
    }
}
