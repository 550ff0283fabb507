package dev.hostdouble.core;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/** A list whose items are made when they are read, so that not all of them are in memory twice. */
public final class MappedList<S, T> extends AbstractList<T> {
    private final List<S> items;
    private final Function<S, T> mapping;

    /** A list with an item for each of another list. */
    public MappedList(List<S> items, Function<S, T> mapping) {
        this.items = items;
        this.mapping = mapping;
    }

    @Override
    public T get(int index) {
        return mapping.apply(items.get(index));
    }

    @Override
    public int size() {
        return items.size();
    }
}
