package dev.hostdouble.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue whose elements have positions, counted from 1, that stay the same when the oldest are removed. */
final class Ring<T> {
    private static final int SMALLEST = 16;

    /** An element has the place that the last bits of its position say. */
    private @Nullable Object[] places = new Object[SMALLEST];

    private long first = 1;
    private long end = 1;

    /** The position of the oldest element. */
    long first() {
        return first;
    }

    /** The position after that of the latest element. */
    long end() {
        return end;
    }

    void add(T element) {
        if (end - first == places.length) {
            grow();
        }
        places[place(end++)] = element;
    }

    private void grow() {
        @Nullable Object[] fewer = places;
        places = new Object[2 * fewer.length];
        for (long position = first; position < end; position++) {
            places[place(position)] = fewer[(int) (position & (fewer.length - 1))];
        }
    }

    private int place(long position) {
        return (int) (position & (places.length - 1));
    }

    /** The element at a position from the first to before the end. */
    @SuppressWarnings("unchecked")
    T at(long position) {
        return (T) Objects.requireNonNull(places[place(Objects.checkIndex(position - first, end - first) + first)]);
    }

    /** Removes the oldest element and returns it. */
    T removeFirst() {
        T oldest = at(first);
        places[place(first++)] = null;
        return oldest;
    }
}
