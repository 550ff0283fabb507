package dev.hostdouble.provider;

import dev.hostdouble.core.WorldTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kinds of resources that a provider has; named without a world, listed in one.
 *
 * @param <S> what lists them in a world
 */
public final class ResourceTable<S> {
    private final Map<String, Listing<S>> rows = new LinkedHashMap<>();

    /** Lists the resources of a kind. */
    @FunctionalInterface
    public interface Listing<S> {
        /** Lists the latest resources, at most {@code limit}, in the current transaction. Changes nothing. */
        ResourceList list(S in, WorldTime now, int limit);
    }

    /** Adds a kind, such as {@code server}. */
    public ResourceTable<S> row(String kind, Listing<S> listing) {
        rows.put(kind, listing);
        return this;
    }

    /** The kinds, in the order in which they were added. */
    public List<String> kinds() {
        return List.copyOf(rows.keySet());
    }

    /** Lists the latest resources of a kind. */
    public ResourceList list(S in, String kind, WorldTime now, int limit) {
        Listing<S> listing = rows.get(kind);
        if (listing == null) {
            throw new IllegalArgumentException("no such kind: " + kind);
        }
        return listing.list(in, now, limit);
    }
}
