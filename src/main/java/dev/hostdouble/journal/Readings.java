package dev.hostdouble.journal;

import dev.hostdouble.core.MemoryBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lists of events that are read outside of the world, such as by a client that downloads a recording. While one is read,
 * events in it stay in memory that the log has dropped. When those use too much, the lists are taken away from their readers.
 * Thread-safe.
 */
final class Readings {
    private final MemoryBudget memory;
    private final Set<Reading<?>> open = Collections.newSetFromMap(new WeakHashMap<>());
    private long held;

    Readings(MemoryBudget memory) {
        this.memory = memory;
    }

    /** A list to be read; its {@code get} throws an {@link UncheckedIOException} after it was taken away. */
    synchronized <T> List<T> open(List<T> items) {
        Reading<T> reading = new Reading<>(items);
        open.add(reading);
        return reading.list;
    }

    /** The log has dropped events of that many bytes. */
    synchronized void dropped(long bytes) {
        if (open.isEmpty()) {
            release();
            return;
        }
        held += bytes;
        if (memory.hold(bytes)) {
            open.forEach(Reading::takeAway);
            open.clear();
            release();
        }
    }

    private void release() {
        memory.hold(-held);
        held = 0;
    }

    /** A list that can be taken away. It compares by identity, which a list does not. */
    private static final class Reading<T> {
        private final int size;
        private volatile @Nullable List<T> items;
        private final List<T> list = new AbstractList<>() {
            @Override
            public T get(int index) {
                List<T> known = items;
                if (known == null) {
                    throw new UncheckedIOException(
                            new IOException("the log has dropped what is being read: the memory is used up"));
                }
                return known.get(index);
            }

            @Override
            public int size() {
                return size;
            }
        };

        Reading(List<T> items) {
            this.items = items;
            this.size = items.size();
        }

        void takeAway() {
            items = null;
        }
    }
}
