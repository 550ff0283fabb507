package dev.hostdouble.provider;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import java.time.Instant;

/** A start state of a provider that has been read and checked. */
public interface StartState {
    /** The provider. */
    Provider provider();

    /**
     * The provider's reply to a request that never became a call: too large a body or header, broken framing.
     *
     * @param status the HTTP status, 400 to 599
     */
    Reply refuse(int status);

    /** Whether it holds jobs that were under way or ended before the world started. */
    boolean hasJobs();

    /** Opens the provider in a world whose tables exist and are empty, and loads this state. */
    ProviderInstance open(WorldParts world);

    /**
     * What a provider gets of a world.
     *
     * @param start the date at which the world starts
     * @param random where ids, keys and passwords come from
     * @param acceptAnyToken whether an unknown token is accepted, as that of the first account
     */
    record WorldParts(Database database, Jobs jobs, Instant start, RandomSource random, boolean acceptAnyToken) {}
}
