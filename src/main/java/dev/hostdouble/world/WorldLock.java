package dev.hostdouble.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work under the lock of a world. */
final class WorldLock {
    private WorldLock() {}

    /** Runs work under a lock, however long that takes to get. */
    static void with(ReentrantLock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Runs work under a lock if nobody has it; empty if somebody does. */
    static <T> Optional<T> ifFree(ReentrantLock lock, Supplier<Optional<T>> work) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs work under a lock and returns what it returns; false if the lock could not be had in time. */
    static boolean tryWith(ReentrantLock lock, Duration patience, BooleanSupplier work) {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return work.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
