package dev.hostdouble.http;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done for a client on one connection. It can be stopped while it is under way. */
final class Work {
    private @Nullable Thread worker;

    /** Does it; interrupted if it is stopped. */
    <T> T run(Supplier<T> task) {
        become(Thread.currentThread());
        try {
            return task.get();
        } finally {
            become(null);
            boolean unused = Thread.interrupted(); // the thread goes on with other work
        }
    }

    private synchronized void become(@Nullable Thread thread) {
        worker = thread;
    }

    /**
     * Stops it if it is under way and a condition holds. It cannot end while the condition is asked, so that nothing goes on with
     * the connection meanwhile.
     */
    synchronized void stopIf(BooleanSupplier condition) {
        if (worker != null && condition.getAsBoolean()) {
            worker.interrupt();
        }
    }
}
