package dev.hostdouble.provider;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import java.time.Instant;

/**
 * Makes a provider's API for a new world, and puts its start state in.
 *
 * @param name the provider's name, as {@link ProviderInstance#name} says it
 * @param schema the provider's tables, as SQL
 */
public record Provider(String name, String schema, Opener opener) {
    /** Opens an API on a database whose tables are there and empty. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens the API.
         *
         * @param now the instant the world begins, to which relative times of the start state refer
         */
        ProviderInstance open(Database database, Jobs jobs, RandomSource seed, Instant now);
    }
}
