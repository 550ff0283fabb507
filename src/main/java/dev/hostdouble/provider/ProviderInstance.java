package dev.hostdouble.provider;

import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.BoundOperation.Match;
import java.util.Optional;

/** One provider in one world. */
public interface ProviderInstance {
    /** The provider. */
    Provider provider();

    /** How it reads parameters, tells callers apart and formats replies. */
    Dialect dialect();

    /** The operation a request takes; the operation {@code unknown} where none fits. */
    Match match(Request request);

    /**
     * Makes a change that no call asked for, in the current transaction.
     *
     * @param now the instant at which it happens
     * @return whether anything changed: not if the target does not exist, or already is as it should be
     */
    boolean change(RequestedChange change, WorldTime now);

    /**
     * Lists the latest resources of a kind of {@link Provider#resources}, at most {@code limit}, in the current transaction.
     * Changes nothing.
     */
    default ResourceList resources(String kind, WorldTime now, int limit) {
        throw new IllegalArgumentException("no such kind: " + kind);
    }

    /**
     * Adds what the session costs at this provider to a ledger, in the current transaction: what was ordered, renewed and deleted
     * since the world started. By default nothing costs anything. Changes nothing.
     */
    default void addTo(Ledger ledger, WorldTime now) {}

    /** The windows in which it counts calls: they are in no table, because a call counts that changes nothing. */
    default Optional<RateWindow> windows() {
        return Optional.empty();
    }

    /** Throws a {@link RuntimeException} if no operation could show a job of a saved state; what its end needs is tried apart. */
    default void requireReadable(Job job) {}

    /** The store in which its users leave files other than by its API; empty where it has none. */
    default Optional<FileStore> files() {
        return Optional.empty();
    }
}
