package dev.hostdouble.saved;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that do not keep the process alive. */
final class DaemonThreads {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

    private DaemonThreads() {}

    static ExecutorService pool(int threads, String name) {
        return Executors.newFixedThreadPool(threads, named(name));
    }

    static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(named(name));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs a task again and again; the next time begins that long after the last one has ended. */
    static void repeat(ScheduledExecutorService scheduler, long millis, Runnable task) {
        Runnable safe = () -> {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a task in the background failed", e); // an exception would end all that follow
            }
        };
        Future<?> unused = scheduler.scheduleWithFixedDelay(safe, millis, millis, TimeUnit.MILLISECONDS);
    }
}
