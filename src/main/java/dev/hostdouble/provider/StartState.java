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

    /** About how much memory its tables use once it is loaded, in bytes. */
    default long expectedBytes() {
        return 128 << 10;
    }

    /** Whether the build has opened it, so that it need not be opened to know that it can be. */
    default boolean isShipped() {
        return false;
    }

    /** Whether it holds jobs that were under way or ended before the world started. */
    boolean hasJobs();

    /**
     * Opens the provider in a world whose tables exist. It loads this state, unless the tables hold a saved one: then this
     * state only says what is in no table.
     */
    ProviderInstance open(WorldParts world);

    /**
     * What a provider gets of a world.
     *
     * @param start the date at which the world starts
     * @param random where ids, keys and passwords come from
     * @param acceptAnyToken whether an unknown token is accepted, as that of the first account
     * @param content what the tables hold already
     */
    record WorldParts(
            Database database, Jobs jobs, Instant start, RandomSource random, boolean acceptAnyToken, Content content) {
        /** What it gets of a world that starts: its tables are empty. */
        public WorldParts(Database database, Jobs jobs, Instant start, RandomSource random, boolean acceptAnyToken) {
            this(database, jobs, start, random, acceptAnyToken, Content.NONE);
        }

        /** Whether the tables hold a state, so that the start state must not be put into them. */
        public boolean isRestored() {
            return content != Content.NONE;
        }

        /** These parts with other content. */
        public WorldParts with(Content other) {
            return new WorldParts(database, jobs, start, random, acceptAnyToken, other);
        }
    }

    /** What the tables of a provider hold when it is opened. */
    enum Content {
        /** Nothing: the start state belongs there. */
        NONE,
        /** The rows of another world of this process. */
        COPIED,
        /** A state from outside, whose rows may be wrong. */
        SAVED
    }
}
