package dev.hostdouble.journal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Who wants to know when there is news. Those who bring it only start a task, and none while one waits to run. Thread-safe. */
public final class Followers {
    private final Set<Runnable> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isSignalled = new AtomicBoolean();
    private volatile @Nullable Executor executor;

    Followers() {}

    /**
     * Adds one.
     *
     * @param other runs the tasks from now on, without making anybody wait
     * @param wake is called when there is news
     */
    public void add(Executor other, Runnable wake) {
        executor = other;
        all.add(wake);
    }

    /** Removes one. */
    public void remove(Runnable wake) {
        all.remove(wake);
    }

    /** There is news. */
    void signal() {
        Executor known = executor;
        if (known == null || all.isEmpty() || isSignalled.getAndSet(true)) {
            return;
        }
        try {
            known.execute(this::wake);
        } catch (RejectedExecutionException e) {
            isSignalled.set(false); // the server of the followers has stopped
        }
    }

    private void wake() {
        isSignalled.set(false); // before they look: what comes while they do is news again
        all.forEach(Runnable::run);
    }
}
