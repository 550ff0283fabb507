package dev.hostdouble.saved;

import dev.hostdouble.world.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves all worlds now and then while the process runs, and at its end. */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final StateSaver saver;
    private final Optional<ScheduledExecutorService> scheduler;
    private volatile String problem = "";

    /**
     * Begins to save.
     *
     * @param every the time between two checkpoints; empty to save at the end only
     */
    public Checkpoints(StateSaver saver, Optional<Duration> every) {
        this.saver = saver;
        this.scheduler = every.map(this::schedule);
    }

    /** Saves all worlds into one file. */
    public static StateSaver into(StateFile file, Worlds worlds) {
        return new StateSaver() {
            @Override
            public void checkpoint() throws IOException {
                file.save(worlds);
            }

            @Override
            public void end() throws IOException {
                try (file) {
                    file.save(worlds);
                }
            }
        };
    }

    private ScheduledExecutorService schedule(Duration every) {
        ScheduledExecutorService one = DaemonThreads.scheduler("checkpoint");
        // The next one begins that long after the last one has ended: a slow disk does not make them pile up.
        DaemonThreads.repeat(one, every.toMillis(), this::checkpoint);
        return one;
    }

    private void checkpoint() {
        try {
            saver.checkpoint();
            problem = "";
        } catch (Throwable e) {
            // The last one is still there, and there will be a next one.
            problem = "the checkpoint failed: " + e.getMessage();
            LOG.error("the checkpoint failed: {}", e.toString());
        }
    }

    /** Why the last checkpoint failed; the empty string if it did not. */
    public String problem() {
        return problem;
    }

    /**
     * Saves for the last time.
     *
     * @throws UncheckedIOException if the state cannot be saved; what was saved before is still there
     */
    @Override
    public void close() {
        scheduler.ifPresent(ScheduledExecutorService::shutdown);
        try {
            saver.end();
        } catch (IOException e) {
            throw new UncheckedIOException("the state was not saved: " + e.getMessage(), e);
        }
    }
}
