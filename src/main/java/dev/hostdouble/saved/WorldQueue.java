package dev.hostdouble.saved;

import dev.hostdouble.world.UnavailableWorldException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those in this process who wait for worlds that others have. No thread waits for a world. */
final class WorldQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldQueue.class);
    private static final long LOOK_MILLIS = 25;

    /** Whoever has taken or given up a world removes the requests of all for it. */
    private static final int LOOKS_PER_REQUEST = 8;

    private static final int THREADS = 4;

    private final WorldLocks locks;
    private final WorldRequests requests;
    private final Duration patience;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = DaemonThreads.pool(THREADS, "worlds");
    private final ScheduledExecutorService clock = DaemonThreads.scheduler("world-queue");

    /** @param patience how long anybody waits for a world */
    WorldQueue(WorldLocks locks, WorldRequests requests, Duration patience) {
        this.locks = locks;
        this.requests = requests;
        this.patience = patience;
        DaemonThreads.repeat(clock, LOOK_MILLIS, this::lookForAll);
    }

    private static final class Waiting {
        private final String world;
        private final CompletableFuture<Void> taken = new CompletableFuture<>();
        private int looks;

        Waiting(String world) {
            this.world = world;
        }
    }

    /** Takes the lock of a world; completes on a thread of the queue, or fails with an {@link UnavailableWorldException}. */
    CompletableFuture<Void> take(String world) {
        Waiting one = new Waiting(world);
        try {
            workers.execute(() -> begin(one));
        } catch (RejectedExecutionException e) {
            one.taken.completeExceptionally(new UnavailableWorldException("the server stops; try again"));
        }
        return one.taken.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).exceptionally(e -> {
            stopWaiting(one);
            throw e instanceof TimeoutException ? tooLate(world) : (RuntimeException) e;
        });
    }

    /** Takes it at once, unless somebody else waits for it: whoever has just released it would be faster every time. */
    private void begin(Waiting one) {
        boolean isOver = !requests.has(one.world) && look(one);
        if (!isOver) {
            waiting.add(one);
        }
    }

    private UnavailableWorldException tooLate(String world) {
        return new UnavailableWorldException(
                "world '" + world + "' is in use by another server, which has not released it within "
                        + (patience.toSeconds() > 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms")
                        + "; try again");
    }

    private void stopWaiting(Waiting one) {
        waiting.remove(one);
        try {
            requests.remove(one.world);
        } catch (IOException e) {
            LOG.warn("the request for world {} stays: {}", one.world, e.toString());
        }
    }

    private void lookForAll() {
        for (Waiting one : waiting) {
            boolean unused = look(one);
        }
    }

    /** Takes the lock if nobody has it, or asks whoever has it; returns whether nothing is to be waited for any more. */
    private boolean look(Waiting one) {
        try {
            if (one.taken.isDone()) {
                waiting.remove(one); // its time was over before it began to wait
                return true;
            }
            if (locks.tryTake(one.world)) {
                stopWaiting(one);
                workers.execute(() -> handOver(one));
                return true;
            }
            if (one.looks++ % LOOKS_PER_REQUEST == 0) {
                requests.add(one.world);
            }
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.error("world {} cannot be taken", one.world, e);
            stopWaiting(one);
            one.taken.completeExceptionally(
                    new UnavailableWorldException("world '" + one.world + "' cannot be taken; the log says why"));
            return true;
        }
    }

    private void handOver(Waiting one) {
        if (!one.taken.complete(null)) {
            locks.giveBack(one.world); // it came too late
        }
    }

    /** Nobody is waited for any more. */
    @Override
    public void close() {
        clock.shutdown();
        workers.shutdown();
    }
}
