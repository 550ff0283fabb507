package dev.hostdouble.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves worlds into their store and ends them here, so that other processes can take them. */
final class WorldReleaser {
    private static final Logger LOG = LoggerFactory.getLogger(WorldReleaser.class);

    /** A call takes milliseconds; only Java code stays in a world for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private WorldReleaser() {}

    /**
     * Saves a world and gives it back; false if somebody stays in it.
     *
     * @throws UncheckedIOException if it cannot be saved; then it stays
     */
    static boolean release(World world, WorldStore store, LiveWorlds live) {
        return leave(world, PATIENCE, store, live, () -> store.save(world));
    }

    /** As {@link #release}, if nobody is in it; false also if it cannot be saved. */
    static boolean releaseIfIdle(World world, WorldStore store, LiveWorlds live) {
        try {
            return leave(world, Duration.ZERO, store, live, () -> store.save(world));
        } catch (UncheckedIOException e) {
            LOG.warn("world {} cannot make room for others: {}", world.name(), e.getMessage());
            return false;
        }
    }

    /** Deletes a world of this process; true. */
    static boolean delete(World world, WorldStore store, LiveWorlds live) {
        boolean hasLeft = leave(world, PATIENCE, store, live, () -> {
            boolean unused = store.delete(world.name());
        });
        if (!hasLeft) {
            throw new UnavailableWorldException("world '" + world.name() + "' is in use; try again");
        }
        return true;
    }

    /** Deletes a world that was taken but not loaded, and gives it back; false if there was none. */
    static boolean delete(String name, WorldStore store) {
        try {
            return store.delete(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            store.giveBack(name);
        }
    }

    /** What is done in the store with a world that leaves. */
    private interface Last {
        void run() throws IOException;
    }

    private static boolean leave(World world, Duration patience, WorldStore store, LiveWorlds live, Last last) {
        boolean hasLeft = world.end(patience, () -> {
            world.memory().overdraw(() -> {
                try {
                    last.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e.getMessage(), e);
                }
            });
            live.remove(world);
        });
        if (hasLeft) {
            store.giveBack(world.name());
        }
        return hasLeft;
    }
}
