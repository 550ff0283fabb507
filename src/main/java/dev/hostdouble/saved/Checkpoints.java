package dev.hostdouble.saved;

import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves all worlds into a file: now and then while the process runs, and at its end. */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final StateFile file;
    private final Worlds worlds;
    private final Optional<ScheduledExecutorService> scheduler;

    /**
     * Begins to save.
     *
     * @param every the time between two checkpoints; empty to save at the end only
     */
    public Checkpoints(StateFile file, Worlds worlds, Optional<Duration> every) {
        this.file = file;
        this.worlds = worlds;
        this.scheduler = every.map(this::schedule);
    }

    private ScheduledExecutorService schedule(Duration every) {
        ScheduledExecutorService one = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "checkpoint");
            thread.setDaemon(true);
            return thread;
        });
        // The next one begins that long after the last one has ended: a slow disk does not make them pile up.
        Future<?> unused =
                one.scheduleWithFixedDelay(this::checkpoint, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return one;
    }

    private void checkpoint() {
        try {
            file.save(worlds);
        } catch (Throwable e) {
            // The last one is still there, and there will be a next one: an exception would end all of them.
            LOG.error("the checkpoint failed: {}", e.toString());
        }
    }

    /**
     * Saves for the last time.
     *
     * @throws UncheckedIOException if the state cannot be saved; the file has the last one that could be
     */
    @Override
    public void close() {
        scheduler.ifPresent(ScheduledExecutorService::shutdown);
        try {
            file.save(worlds);
        } catch (IOException e) {
            throw new UncheckedIOException("the state was not saved: " + e.getMessage(), e);
        } finally {
            file.close();
        }
    }
}
