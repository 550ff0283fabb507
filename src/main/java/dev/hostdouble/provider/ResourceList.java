package dev.hostdouble.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one kind in a world, such as its servers.
 *
 * @param total how many there are
 * @param items the latest of them, in order
 */
public record ResourceList(long total, List<Resource> items) {
    public ResourceList {
        items = List.copyOf(items);
    }

    /**
     * Something that a provider has in a world, as people look at it. Nothing in it is a password, a token or another secret.
     *
     * @param id what the provider calls it
     * @param job the id of the running job on it, or of the first one of several
     * @param details texts, numbers, booleans and nulls by short name, in the order of its kind
     */
    public record Resource(
            String id,
            @Nullable String name,
            @Nullable String state,
            @Nullable String job,
            Map<String, Object> details) {}
}
