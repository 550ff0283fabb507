package dev.hostdouble.core;

import java.time.Duration;

/**
 * How a reply is sent: delayed, slowly, or over a connection that fails. Delivery happens outside the world, after the
 * call has taken effect.
 *
 * @param delay the time before the first byte
 * @param bytesPerSecond the speed of the body; 0 for no limit
 * @param fault how the connection fails
 * @param after how many bytes of the body are sent before that; the head is sent with the first of them
 */
public record Delivery(Duration delay, int bytesPerSecond, ConnectionFault fault, int after) {
    /** Immediate and complete. */
    public static final Delivery WHOLE = new Delivery(Duration.ZERO, 0, ConnectionFault.NONE, 0);

    public Delivery {
        if (delay.isNegative() || bytesPerSecond < 0 || after < 0) {
            throw new IllegalArgumentException("expected a delay, a speed and a length that are not negative");
        }
    }

    /** How a connection fails. */
    public enum ConnectionFault {
        /** It does not fail. */
        NONE,
        /** Reset (RST) before the first byte, or within the body after {@code after} bytes. */
        RESET,
        /** Closed without a byte. */
        EMPTY,
        /** Sends bytes that are not HTTP, then closes. */
        GARBAGE,
        /** Announces the whole body, and closes after {@code after} bytes of it. */
        TRUNCATE,
        /** Sends the body in chunks, and after {@code after} bytes one with an invalid size. */
        MALFORMED_CHUNK,
        /** Stops after {@code after} bytes of the body and keeps the connection open. */
        STALL,
        /** Sends the whole reply, then closes the connection without announcing it. */
        CLOSE
    }

    /** The same, later by a duration. */
    public Delivery delayed(Duration more) {
        return new Delivery(delay.plus(more), bytesPerSecond, fault, after);
    }

    /** The same, at a limited speed. */
    public Delivery throttled(int newBytesPerSecond) {
        return new Delivery(delay, newBytesPerSecond, fault, after);
    }

    /** The same, with a connection that fails after a number of bytes of the body. */
    public Delivery failing(ConnectionFault newBreach, int newAfter) {
        return new Delivery(delay, bytesPerSecond, newBreach, newAfter);
    }

    /** Whether it is immediate and complete. */
    public boolean isImmediate() {
        return equals(WHOLE);
    }
}
