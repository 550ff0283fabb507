package dev.hostdouble.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.util.NanoTime;

/**
 * The memory that bodies hold while their clients send or read them. When it is used up, the connections that have made no
 * progress for the longest time are given up. Thread-safe.
 */
final class BytesInFlight {
    private final long limit;
    private final Duration grace;
    private final Predicate<ClientConnection> isOpen;
    private final Map<ClientConnection, Held> held = new LinkedHashMap<>(); // the one that waits longest comes first
    private long total;

    /**
     * Creates an account.
     *
     * @param limit the maximum number of bytes; one connection alone may hold more
     * @param grace connections that made progress within this time are not given up
     * @param isOpen whether a connection will be released
     */
    BytesInFlight(long limit, Duration grace, Predicate<ClientConnection> isOpen) {
        this.limit = limit;
        this.grace = grace;
        this.isOpen = isOpen;
    }

    private record Held(long bytes, long since) {}

    /** Notes that a connection has made progress, and how many bytes it holds now. */
    void hold(ClientConnection connection, long bytes) {
        for (ClientConnection late : holdAndChoose(connection, bytes)) {
            late.giveUp("too many bytes in flight");
        }
    }

    private synchronized List<ClientConnection> holdAndChoose(ClientConnection connection, long bytes) {
        if (!isOpen.test(connection)) {
            return List.of();
        }
        release(connection);
        held.put(connection, new Held(bytes, NanoTime.now()));
        total += bytes;
        List<ClientConnection> late = new ArrayList<>(0);
        Iterator<Map.Entry<ClientConnection, Held>> oldest = held.entrySet().iterator();
        while (total > limit && held.size() > 1) {
            Map.Entry<ClientConnection, Held> next = oldest.next();
            if (NanoTime.since(next.getValue().since()) < grace.toNanos()) {
                break;
            }
            total -= next.getValue().bytes();
            late.add(next.getKey());
            oldest.remove();
        }
        return late;
    }

    /** Notes that a connection holds nothing more. */
    synchronized void release(ClientConnection connection) {
        Held before = held.remove(connection);
        if (before != null) {
            total -= before.bytes();
        }
    }
}
