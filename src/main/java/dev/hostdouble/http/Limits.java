package dev.hostdouble.http;

import java.time.Duration;

/**
 * How long a client may take, and how much of this process all clients together may hold.
 *
 * @param maxBodyBytes the maximum size of a request body
 * @param head the maximum time from the first byte of a request to the end of its head
 * @param body the maximum time for the body of a request
 * @param idle the maximum time without a byte in either direction
 * @param drain the maximum time for which a server that stops waits for what is under way
 * @param connections the maximum number of connections
 * @param bodyBytes the maximum number of bytes in request bodies that are being read
 * @param replyBytes the maximum number of bytes in replies that their clients have not read
 */
record Limits(
        int maxBodyBytes,
        Duration head,
        Duration body,
        Duration idle,
        Duration drain,
        int connections,
        long bodyBytes,
        long replyBytes) {
    private static final Duration HEAD = Duration.ofSeconds(20);
    private static final Duration BODY = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int BODY_SHARE = 8;
    private static final int REPLY_SHARE = 4;
    private static final int MIN_CONNECTIONS = 1000;
    private static final int MAX_CONNECTIONS = 10_000;

    /** A connection with half a head holds Jetty's input buffer of 8 KiB, and its objects. */
    private static final int BYTES_PER_CONNECTION = 16 << 10;

    /** The limits of a process with this heap. */
    static Limits of(int maxBodyBytes) {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(
                maxBodyBytes,
                HEAD,
                BODY,
                IDLE,
                DRAIN,
                (int) Math.max(MIN_CONNECTIONS, Math.min(MAX_CONNECTIONS, heap / BYTES_PER_CONNECTION)),
                heap / BODY_SHARE,
                heap / REPLY_SHARE);
    }

    /** Returns a copy with other maximum times for head and body. */
    Limits withRequestTimes(Duration newHead, Duration newBody) {
        return new Limits(maxBodyBytes, newHead, newBody, idle, drain, connections, bodyBytes, replyBytes);
    }

    /** Returns a copy with another time for what is under way when the server stops. */
    Limits withDrain(Duration newDrain) {
        return new Limits(maxBodyBytes, head, body, idle, newDrain, connections, bodyBytes, replyBytes);
    }

    /** Returns a copy with another number of connections. */
    Limits withConnections(int newConnections) {
        return new Limits(maxBodyBytes, head, body, idle, drain, newConnections, bodyBytes, replyBytes);
    }

    /** Returns a copy with other numbers of bytes in flight. */
    Limits withBytes(long newBodyBytes, long newReplyBytes) {
        return new Limits(maxBodyBytes, head, body, idle, drain, connections, newBodyBytes, newReplyBytes);
    }
}
