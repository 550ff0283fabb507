package dev.hostdouble.provider;

import dev.hostdouble.core.WorldTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes that a provider makes by itself; listed without a world, made in one.
 *
 * @param <S> what makes them in a world
 */
public final class ChangeTable<S> {
    private final Map<ProviderChange, Action<S>> rows = new LinkedHashMap<>();

    /** Makes a change in a world. */
    @FunctionalInterface
    public interface Action<S> {
        /**
         * Makes a change at a time of the world.
         *
         * @return whether anything changed: not if the target does not exist, or already is as it should be
         */
        boolean make(S in, RequestedChange change, WorldTime now);
    }

    /** Adds a kind of change. */
    public ChangeTable<S> row(ProviderChange kind, Action<S> action) {
        rows.put(kind, action);
        return this;
    }

    /** The kinds of change, in the order in which they were added. */
    public List<ProviderChange> kinds() {
        return List.copyOf(rows.keySet());
    }

    /** Makes a change in a world; returns whether anything changed. */
    public boolean make(S in, RequestedChange change, WorldTime now) {
        Action<S> action = rows.get(change.kind());
        if (action == null) {
            throw new IllegalArgumentException(
                    "no such change: " + change.kind().key());
        }
        return action.make(in, change, now);
    }
}
