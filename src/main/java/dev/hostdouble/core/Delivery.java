package dev.hostdouble.core;

import java.time.Duration;

/**
 * How a reply is sent: at once, late, slowly, or over a connection that fails. Sending starts after the call has taken
 * effect and the lock of its world is released.
 *
 * @param delay the time before the first byte
 * @param bytesPerSecond the maximum speed of the body; 0 for no limit
 * @param fault how the connection fails
 * @param after the number of body bytes sent before the failure; the head is sent with the first of them
 */
public record Delivery(Duration delay, int bytesPerSecond, ConnectionFault fault, int after) {
    /** Sends the complete reply at once. */
    public static final Delivery IMMEDIATE = new Delivery(Duration.ZERO, 0, ConnectionFault.NONE, 0);

    public Delivery {
        if (delay.isNegative() || bytesPerSecond < 0 || after < 0) {
            throw new IllegalArgumentException(
                    "invalid delivery: expected delay, bytesPerSecond and after to be 0 or more," + " but they are "
                            + delay + ", " + bytesPerSecond + " and " + after);
        }
    }

    /** How a connection fails. */
    public enum ConnectionFault {
        /** The connection does not fail. */
        NONE,
        /** Resets the connection (RST) after {@code after} bytes of the body; if 0, before the first byte of the reply. */
        RESET,
        /** Closes the connection without sending a byte. */
        EMPTY,
        /** Sends bytes that are not HTTP, then closes. */
        GARBAGE,
        /** Sends the Content-Length of the whole body, but closes after {@code after} bytes of it. */
        TRUNCATE,
        /** Sends the body in chunks; after {@code after} bytes, sends an invalid chunk size and closes. */
        MALFORMED_CHUNK,
        /** Stops after {@code after} bytes of the body and keeps the connection open. */
        STALL,
        /** Sends the whole reply, then closes the connection without {@code Connection: close}. */
        CLOSE
    }

    /** Returns a copy whose delay is longer by a duration. */
    public Delivery plusDelay(Duration more) {
        return new Delivery(delay.plus(more), bytesPerSecond, fault, after);
    }

    /** Returns a copy with another speed limit, in bytes per second. */
    public Delivery withSpeed(int newBytesPerSecond) {
        return new Delivery(delay, newBytesPerSecond, fault, after);
    }

    /** Returns a copy whose connection fails after a number of body bytes. */
    public Delivery withFault(ConnectionFault newFault, int newAfter) {
        return new Delivery(delay, bytesPerSecond, newFault, newAfter);
    }

    /** Whether the connection fails before the first byte of the reply. */
    public boolean sendsNothing() {
        return switch (fault) {
            case EMPTY, GARBAGE -> true;
            case RESET -> after == 0;
            default -> false;
        };
    }

    /**
     * The number of body bytes that are sent.
     *
     * @param length the length of the whole body
     */
    public int bytesToSend(int length) {
        return switch (fault) {
            case NONE, CLOSE -> length;
            case TRUNCATE -> Math.min(after, Math.max(0, length - 1));
            case RESET, STALL, MALFORMED_CHUNK -> Math.min(after, length);
            case EMPTY, GARBAGE -> 0;
        };
    }

    /** Whether the complete reply is sent at once. */
    public boolean isImmediate() {
        return equals(IMMEDIATE);
    }
}
