package dev.hostdouble.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.NanoTime;

/** The replies under way that go on while there is news. Thread-safe. */
final class LiveStreams {
    /** A part of the time without a byte after which a connection is idle. */
    private static final int HEARTBEATS = 3;

    /** For a client that reads, the end of its stream takes no time. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final long CHECK_MILLIS = 10;

    private final Duration silence;
    private final Set<LiveWriter> all = ConcurrentHashMap.newKeySet();
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean isStopped;

    /** @param idle the time without a byte after which a connection is closed */
    LiveStreams(Duration idle) {
        this.silence = idle.dividedBy(HEARTBEATS);
    }

    void add(LiveWriter stream) {
        all.add(stream);
        if (isStopped) {
            stream.stop();
        }
    }

    void remove(LiveWriter stream) {
        all.remove(stream);
        if (isStopped) {
            ended.release();
        }
    }

    /** Sends signs of life where they are due, and ends the streams whose clients have left. */
    void check() {
        all.forEach(stream -> stream.check(silence));
    }

    /** Ends all of them; those whose clients do not read are cut off. */
    void stop() {
        isStopped = true;
        all.forEach(LiveWriter::stop);
        long deadline = NanoTime.now() + PATIENCE.toNanos();
        while (!all.isEmpty() && NanoTime.isBefore(NanoTime.now(), deadline)) {
            try {
                boolean unused = ended.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        all.forEach(LiveWriter::giveUp);
    }
}
