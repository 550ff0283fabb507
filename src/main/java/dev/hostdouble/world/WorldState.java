package dev.hostdouble.world;

import dev.hostdouble.core.Request;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Tables.UnfitException;
import dev.hostdouble.job.JobQuery;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.world.ServerFigures.JobFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reset of a world makes anew. It has a clock from the beginning; everything else is opened when it is first needed, so
 * that a world is made, reset or copied at once. Nothing in a reply depends on when that is. Guarded by the lock of the world,
 * except for the clock.
 */
final class WorldState {
    /** What a database uses without the tables of providers. */
    private static final long DATABASE_BYTES = 64 << 10;

    private final StateParts parts;
    private final EmulatorClock clock;
    private @Nullable CopiedTables copied; // until it is open
    private @Nullable OpenState open;

    private WorldState(StateParts parts, EmulatorClock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * The start state, which begins now; journal and scenarios belong to the world, and outlast it.
     *
     * @param room makes room for a number of bytes of something
     */
    static WorldState begin(
            String name,
            WorldSettings settings,
            WorldStart start,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        EmulatorClock clock = settings.newClock();
        return new WorldState(new StateParts(name, settings, start, clock.now(), journal, scenarios, room), clock);
    }

    /**
     * A saved state, opened and checked; or a copy of another world, which needs no check.
     *
     * @throws UnfitException if a row does not fit its table
     * @throws IllegalArgumentException if something else does not fit
     */
    static WorldState of(
            String name,
            WorldSettings settings,
            SavedWorld saved,
            Optional<WorldCopy> copy,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        EmulatorClock clock = settings.newClock();
        clock.set(saved.clock(), saved.time());
        WorldState state = new WorldState(
                new StateParts(name, settings, saved.start(), saved.startedAt(), journal, scenarios, room), clock);
        if (copy.isPresent()) {
            state.copied = copy.get().tables().orElse(null);
        } else {
            state.open = OpenState.restore(state.parts, saved);
        }
        return state;
    }

    /** How many jobs it has; empty before it is open. */
    Optional<JobFigures> jobs() {
        return Optional.ofNullable(open).map(known -> {
            long all = known.jobs().count(JobQuery.ALL, 0);
            long running = known.jobs().count(JobQuery.openAt(clock.time().elapsed()), 0);
            return new JobFigures(running, all - running);
        });
    }

    /** When it started. */
    Instant startedAt() {
        return parts.startedAt();
    }

    /** Its clock, also before it is open. */
    EmulatorClock clock() {
        return clock;
    }

    /** What is opened with the first use. */
    OpenState open() {
        OpenState known = open;
        if (known == null) {
            known = newlyOpened();
            open = known;
            copied = null;
        }
        return known;
    }

    private OpenState newlyOpened() {
        CopiedTables tables = copied;
        if (tables != null) {
            return OpenState.copy(parts, tables); // its room is counted already
        }
        parts.room().accept("the state of a world", DATABASE_BYTES);
        return OpenState.start(parts);
    }

    /** Looks at all that it is. If it is not open, it stays so. */
    <T> T look(Function<OpenState, T> work) {
        OpenState known = open;
        if (known != null) {
            return work.apply(known);
        }
        OpenState transientState = newlyOpened();
        try {
            return work.apply(transientState);
        } finally {
            transientState.database().close();
        }
    }

    /** What another world needs to go on from here; empty if the tables are those of the start. */
    Optional<CopiedTables> copied() {
        return open == null ? Optional.ofNullable(copied) : Optional.of(open.copied());
    }

    /** All providers, opened; not inside a transaction. */
    List<ProviderInstance> instances() {
        return open().instances();
    }

    /** Whether a request needs nothing that is not open yet, and is of a known operation: a warning of others may have to wait. */
    boolean isOpenFor(Request request) {
        return open != null && open.providers().isOpenFor(request.path()) && !open.isUnknown(request);
    }

    /** Opens the providers whose start states may turn out to be wrong. Not inside a transaction. */
    void openUnchecked() {
        open().providers().openUnchecked();
    }

    /** Its database, opened. */
    Database database() {
        return open().database();
    }

    /** Its database if it is open. */
    @Nullable
    Database openDatabase() {
        return open == null ? null : open.database();
    }

    /** About how much memory it uses; a copy of another world counts as if it were open, so that it can be opened. */
    long bytes() {
        if (open != null) {
            return open.bytes();
        }
        return copied == null ? 0 : copied.bytes();
    }

    /** Deletes all its data. */
    void close() {
        if (open != null) {
            open.database().close();
        }
    }
}
