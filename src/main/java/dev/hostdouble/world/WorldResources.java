package dev.hostdouble.world;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.ResourceList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the providers have in a world at one moment.
 *
 * @param at the date of the world's clock
 */
public record WorldResources(Instant at, List<Listed> kinds) {
    public WorldResources {
        kinds = List.copyOf(kinds);
    }

    /** A kind of resources of a provider, such as {@code server} of {@code hostkey}. */
    public record Kind(String provider, String name) {}

    /** The resources of a kind. */
    public record Listed(Kind kind, ResourceList resources) {}

    /**
     * The latest resources of some kinds, after the jobs that are due.
     *
     * @param limit the most of each kind
     */
    public static WorldResources of(WorldSession session, List<Kind> kinds, int limit) {
        WorldTime now = session.settled(jobs -> session.time());
        OpenState open = session.state().open();
        List<Listed> listed = new ArrayList<>();
        for (Kind kind : kinds) {
            ProviderInstance provider =
                    open.providers().named(kind.provider()); // before the transaction: it may make tables
            listed.add(
                    new Listed(kind, open.database().transaction(() -> provider.resources(kind.name(), now, limit))));
        }
        return new WorldResources(now.date(), listed);
    }
}
