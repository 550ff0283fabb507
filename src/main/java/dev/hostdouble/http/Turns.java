package dev.hostdouble.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Lets expensive work run a few at a time, so that others get their share of the processor. What waits holds no thread. */
final class Turns {
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Turns(int most) {
        this.most = most;
    }

    /** Runs work now, on this thread, or on another one when its turn has come. */
    void run(Runnable work, Executor executor) {
        Runnable turn = () -> {
            try {
                work.run();
            } finally {
                next();
            }
        };
        synchronized (this) {
            if (running == most) {
                waiting.add(() -> executor.execute(turn));
                return;
            }
            running++;
        }
        turn.run();
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        next.run();
    }
}
