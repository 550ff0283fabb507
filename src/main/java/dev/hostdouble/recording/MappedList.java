package dev.hostdouble.recording;

import java.util.AbstractList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A list whose items are made when they are read, so that not all of them are in memory twice. */
final class MappedList<T> extends AbstractList<T> {
    private final List<T> items;
    private final UnaryOperator<T> mapping;

    MappedList(List<T> items, UnaryOperator<T> mapping) {
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
