package dev.hostdouble.core;

import java.time.Duration;

/**
 * How a reply reaches its client, where a fault has it come otherwise than at once and whole. It happens outside of the
 * world: what the call did has been done by then.
 *
 * @param delay how long the client waits for the first byte
 * @param bytesPerSecond how fast the body comes; 0 for as fast as can be
 * @param fault what goes wrong on the way
 * @param after how many bytes of the body come before that; the head comes with the first of them
 */
public record Delivery(Duration delay, int bytesPerSecond, ConnectionFault fault, int after) {
    /** At once, and whole. */
    public static final Delivery WHOLE = new Delivery(Duration.ZERO, 0, ConnectionFault.NONE, 0);

    public Delivery {
        if (delay.isNegative() || bytesPerSecond < 0 || after < 0) {
            throw new IllegalArgumentException("a delay, a speed and a length are not negative");
        }
    }

    /** What goes wrong with a connection. */
    public enum ConnectionFault {
        /** Nothing. */
        NONE,
        /** The connection is reset (RST): before anything comes, or amid the body after so many bytes of it. */
        RESET,
        /** The connection is closed, and nothing came. */
        EMPTY,
        /** Bytes come that are no HTTP, and the connection is closed. */
        GARBAGE,
        /** The head promises the whole body; after so many bytes of it the connection is closed. */
        TRUNCATE,
        /** The body comes in chunks, and after so many bytes of it one comes whose size is none. */
        MALFORMED_CHUNK,
        /** After so many bytes of the body nothing comes any more, and the connection stays open. */
        STALL,
        /** All of it comes, and then the connection is closed without a word. */
        CLOSE
    }

    /** Later by so much. */
    public Delivery delayed(Duration more) {
        return new Delivery(delay.plus(more), bytesPerSecond, fault, after);
    }

    /** No faster than that. */
    public Delivery throttled(int newBytesPerSecond) {
        return new Delivery(delay, newBytesPerSecond, fault, after);
    }

    /** With that going wrong after so many bytes of the body. */
    public Delivery failing(ConnectionFault newBreach, int newAfter) {
        return new Delivery(delay, bytesPerSecond, newBreach, newAfter);
    }

    /** Whether it comes at once and whole. */
    public boolean isImmediate() {
        return equals(WHOLE);
    }
}
