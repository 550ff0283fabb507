package dev.hostdouble.http;

import dev.hostdouble.http.OpenConnection.Phase;
import dev.hostdouble.http.OpenConnection.State;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections of a server: their number, their times, and how they end. */
final class ClientConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);
    private static final long MIN_SWEEP_MILLIS = 10;
    private static final long MAX_SWEEP_MILLIS = 1000;

    /** A client that read something within this time is not slow, whatever it has left to read. */
    private static final Duration READING = Duration.ofSeconds(1);

    /** More than this share is closed at once, because choosing costs a look at all of them. */
    private static final int BATCH_SHARE = 16;

    /** Enough that one that waits for its world does not hold up the others. */
    private static final int EXPENSIVE_CALLS = 8;

    private static final long CHECK_MILLIS = 20;

    private final Limits limits;
    private final BytesInFlight bodies;
    private final BytesInFlight replies;
    private final LiveStreams streams;
    private final Turns turns = new Turns(EXPENSIVE_CALLS);
    private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isChoosing = new AtomicBoolean();
    private final Semaphore ended = new Semaphore(0);
    private final SlowCalls slowCalls = new SlowCalls();
    private final Executor workers;
    private volatile boolean isDraining;

    /** @param workers answer the calls that may have to wait */
    ClientConnections(Limits limits, Executor workers) {
        this.workers = workers;
        this.limits = limits;
        this.streams = new LiveStreams(limits.idle());
        this.bodies = new BytesInFlight(limits.bodyBytes(), Duration.ZERO, open::contains);
        this.replies = new BytesInFlight(limits.replyBytes(), READING, open::contains);
    }

    Limits limits() {
        return limits;
    }

    /** What the request bodies hold that are being read. */
    BytesInFlight bodies() {
        return bodies;
    }

    /** What the replies hold that are being sent. */
    BytesInFlight replies() {
        return replies;
    }

    /** The replies that go on while there is news. */
    LiveStreams streams() {
        return streams;
    }

    /** How many are open. */
    int size() {
        return open.size();
    }

    /** Whether calls take long. */
    SlowCalls slowCalls() {
        return slowCalls;
    }

    /** What answers the calls that may have to wait. */
    Executor workers() {
        return workers;
    }

    /** The turns of calls that take long. */
    Turns turns() {
        return turns;
    }

    /** Notes a new connection. If there are too many, those are closed that have waited longest for their clients. */
    void opened(OpenConnection connection) {
        open.add(connection);
        if (open.size() > limits.connections() && isChoosing.compareAndSet(false, true)) {
            try {
                giveUpSome(open.size() - limits.connections() + limits.connections() / BATCH_SHARE, connection);
            } finally {
                isChoosing.set(false);
            }
        }
    }

    private void giveUpSome(long number, OpenConnection exempt) {
        record Waiting(OpenConnection connection, State state) {}
        List<OpenConnection> chosen = open.stream()
                .map(connection -> new Waiting(connection, connection.state())) // a copy, because they go on meanwhile
                .filter(waiting -> waiting.state().isUpToClient() && waiting.connection() != exempt)
                .sorted((a, b) -> Long.signum(a.state().since() - b.state().since()))
                .limit(number)
                .map(Waiting::connection)
                .toList();
        chosen.forEach(open::remove); // now, because it takes a while until they are closed
        chosen.forEach(connection -> connection.giveUp("too many connections"));
    }

    /** Notes that a connection is closed. */
    void closed(OpenConnection connection) {
        open.remove(connection);
        if (connection instanceof ClientConnection client) {
            bodies.release(client);
            replies.release(client);
        }
        ended();
    }

    /** Notes that an exchange has ended. */
    void ended() {
        if (isDraining) {
            ended.release();
        }
    }

    /** Ends what takes too long, now and from time to time. */
    void watch(Scheduler scheduler) {
        try {
            open.forEach(this::check);
            streams.check();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "watching the connections failed", e); // and goes on: without it, slow clients would stay for ever
        }
        long shortest = Math.min(limits.head().toMillis(), limits.body().toMillis());
        long millis = Math.max(MIN_SWEEP_MILLIS, Math.min(MAX_SWEEP_MILLIS, shortest / 2));
        scheduler.schedule(() -> watch(scheduler), millis, TimeUnit.MILLISECONDS);
    }

    private void check(OpenConnection connection) {
        State state = connection.state();
        switch (state.phase()) {
            case HANDSHAKE -> {
                if (state.isOlderThan(limits.head())) {
                    connection.giveUp("TLS handshake not finished within " + limits.head());
                }
            }
            case IDLE -> {
                if (state.isOlderThan(limits.idle())) {
                    connection.giveUp("idle");
                }
            }
            case HEAD -> {
                if (state.isOlderThan(limits.head())) {
                    connection.giveUp("request head not received within " + limits.head());
                }
            }
            case BODY -> {
                if (state.isOlderThan(limits.body())) {
                    connection.expire("request body not received within " + limits.body());
                }
            }
            case REPLY -> connection.stopIfClientLeft();
            default -> {} // Jetty ends a connection over which nothing is sent for too long
        }
    }

    /**
     * Closes all connections without a reply, but lets what is under way end first. What this server delays beyond its
     * patience is not waited for.
     */
    void drain() {
        isDraining = true;
        long deadline = NanoTime.now() + limits.drain().toNanos();
        boolean isBusy = true;
        while (isBusy
                && NanoTime.isBefore(NanoTime.now(), deadline)
                && !Thread.currentThread().isInterrupted()) {
            isBusy = false;
            for (OpenConnection connection : open) {
                State state = connection.state();
                boolean isUnused = state.phase() == Phase.IDLE || state.phase() == Phase.HANDSHAKE;
                if (isUnused || NanoTime.isBefore(deadline, state.due())) {
                    connection.giveUp("the server stops");
                } else if (!connection.isGivenUp()) {
                    isBusy = true;
                }
            }
            if (isBusy) {
                await();
            }
        }
        open.forEach(connection -> connection.giveUp("the server stops"));
    }

    private void await() {
        try {
            boolean unused = ended.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
