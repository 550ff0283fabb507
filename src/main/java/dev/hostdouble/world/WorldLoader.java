package dev.hostdouble.world;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Loads worlds from a store into this process. Of those who ask for a world at the same time, one loads it. */
final class WorldLoader {
    /** More threads than this do not wait at a time. */
    private static final int MOST_WAITING = 32;

    private final WorldStore store;
    private final Predicate<String> isHere;
    private final Function<String, World> fresh;
    private final Consumer<World> admit;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /**
     * Loads worlds from a store.
     *
     * @param isHere whether a world is in this process
     * @param fresh makes a world that is not in this process yet
     * @param admit lets it be in this process
     */
    WorldLoader(WorldStore store, Predicate<String> isHere, Function<String, World> fresh, Consumer<World> admit) {
        this.store = store;
        this.isHere = isHere;
        this.fresh = fresh;
        this.admit = admit;
    }

    /**
     * Begins to load a world, or joins a load under way. Completes when it is here, or certainly nowhere.
     *
     * @param creates whether to create it if it does not exist; whoever joins has to look, and perhaps to ask again
     */
    CompletableFuture<Void> load(String name, boolean creates) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = underWay.putIfAbsent(name, mine);
        if (other != null) {
            return other;
        }
        if (isHere.test(name)) {
            end(name, mine, null);
        } else {
            CompletableFuture<Void> unused = store.take(name)
                    .thenRun(() -> loadTaken(name, creates))
                    .whenComplete((nothing, e) -> end(name, mine, e));
        }
        return mine;
    }

    private void end(String name, CompletableFuture<Void> loading, @Nullable Throwable e) {
        underWay.remove(name, loading);
        if (e == null) {
            loading.complete(null);
        } else {
            loading.completeExceptionally(e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        }
    }

    private void loadTaken(String name, boolean creates) {
        boolean isLoaded = false;
        World world = fresh.apply(name);
        try {
            boolean isSaved = store.load(world, bytes -> world.memory().require("a world of that size", bytes));
            if (isSaved || creates) {
                admit.accept(world);
                isLoaded = true;
            }
        } finally {
            if (!isLoaded) {
                world.delete();
                store.giveBack(name);
            }
        }
    }

    /**
     * As {@link #load}, and waits.
     *
     * @throws UnavailableWorldException if it cannot be had
     */
    void await(String name, boolean creates) {
        join(load(name, creates), name);
    }

    /** Waits for something about a world of that name. It takes no longer than the store has patience. */
    void join(CompletableFuture<Void> loading, String name) {
        if (!waiting.tryAcquire()) {
            throw new UnavailableWorldException(
                    "world '" + name + "' cannot be waited for: " + MOST_WAITING + " threads wait already; try again");
        }
        try {
            loading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            waiting.release();
        }
    }
}
