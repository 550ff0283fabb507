package dev.hostdouble.core;

import java.util.Locale;

/**
 * How the delivery of a reply ended.
 *
 * @param bytes the bytes of the body that were passed to the operating system; a client that left may have got fewer
 * @param delayMillis the time waited before the first byte, in milliseconds
 */
public record Delivered(Outcome outcome, long bytes, long delayMillis) {
    /** How the connection was left. */
    public enum Outcome {
        /** The whole reply was sent, and the connection goes on as HTTP says. */
        COMPLETE,
        /** The client closed the connection before the end of the reply. */
        CLIENT_CLOSED,
        /** The connection was reset (RST). */
        RESET,
        /** The connection was closed before the first byte. */
        EMPTY,
        /** Bytes that are not HTTP were sent, and the connection was closed. */
        GARBAGE,
        /** The connection was closed within the body. */
        TRUNCATED,
        /** An invalid chunk was sent, and the connection was closed. */
        MALFORMED_CHUNK,
        /** Sending stopped, and the connection stayed open. */
        STALLED,
        /** The whole reply was sent, and the connection was closed without notice. */
        CLOSED;

        /** The name in the control API, such as {@code client-closed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
