package dev.hostdouble.world;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** Keeps worlds that are not in memory. Several processes may share it: each world is in one of them at a time. */
public interface WorldStore {
    /**
     * Takes a world: nobody else has it until it is given back. Completes when that is so, on a thread on which it can be
     * loaded; fails with an {@link UnavailableWorldException} if another process does not give it back in time.
     */
    CompletableFuture<Void> take(String name);

    /**
     * Loads the world of that name into one that nobody uses yet. It was taken before.
     *
     * @param room makes room in memory for a number of bytes
     * @return false if there is no such world
     * @throws UnavailableWorldException if it cannot be loaded
     * @throws NoRoomException if there is not enough memory
     */
    boolean load(World world, LongConsumer room);

    /**
     * Saves a world that was taken.
     *
     * @throws IOException if it cannot be saved; then the store is as it was before
     */
    void save(World world) throws IOException;

    /**
     * Deletes a world that was taken; returns false if there was none.
     *
     * @throws IOException if it cannot be deleted
     */
    boolean delete(String name) throws IOException;

    /** Releases a world that was taken. */
    void giveBack(String name);
}
