package dev.hostdouble.world;

import dev.hostdouble.core.Api;
import dev.hostdouble.core.Draws;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import java.time.Instant;

/**
 * Makes a provider's API for a new world, and puts its start state in.
 *
 * @param name the provider's name, as {@link Api#name} says it
 * @param schema the provider's tables, as SQL
 */
public record ApiFactory(String name, String schema, Opener opener) {
    /** Opens an API on a database whose tables are there and empty. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens the API.
         *
         * @param now the instant the world begins, to which relative times of the start state refer
         */
        Api open(Database database, Jobs jobs, Draws seed, Instant now);
    }
}
