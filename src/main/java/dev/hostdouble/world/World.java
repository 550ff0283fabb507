package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One world: its own database, clock, seed, scenarios and journal. {@link #with} is the one way in: everything happens
 * under the lock of the world, one after the other; worlds never wait for each other.
 */
public final class World {
    private final String name;
    private final WorldSettings settings;
    private final List<StartState> startStates;
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final ActiveScenarios scenarios;

    private @Nullable WorldState state; // opened on first use, so that creating a world makes nobody wait
    private boolean deleted;

    World(String name, WorldSettings settings, List<StartState> startStates) {
        this.name = name;
        this.settings = settings;
        this.startStates = startStates;
        this.journal = new Journal(settings.journal(), settings.journalBytes());
        this.scenarios = new ActiveScenarios(settings.seed(), WorldRandom::new, Instant.EPOCH);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The seed of its ids, keys and passwords. */
    public long seed() {
        return settings.seed();
    }

    /**
     * Runs something in this world while nothing else happens in it. The session must not be used afterwards.
     *
     * @throws DeletedException if this world was deleted
     */
    public <T> T with(Function<WorldSession, T> work) {
        lock.lock();
        try {
            if (deleted) {
                throw new DeletedException(name);
            }
            return work.apply(new WorldSession(this, state(), journal, scenarios));
        } finally {
            lock.unlock();
        }
    }

    /** Runs something as {@link #with} that returns nothing. */
    public void run(Consumer<WorldSession> work) {
        with(session -> {
            work.accept(session);
            return session;
        });
    }

    /** Answers one request to a provider. */
    Reply handle(Provider provider, Request request) {
        return with(session -> session.handle(provider, request));
    }

    /**
     * Moves the clock forward, whatever its mode. Jobs due by then have finished when this returns.
     *
     * @param by not negative
     */
    public void advance(Duration by) {
        run(session -> session.advance(by));
    }

    /** Back to the start: state, clock, journal and rule counters. Answers when finished. */
    public void reset() {
        run(WorldSession::reset);
    }

    private WorldState state() {
        WorldState known = state;
        if (known == null) {
            known = open();
            state = known;
            Instant now = known.startedAt();
            scenarios.restart(now);
            settings.scenarios().forEach(scenario -> scenarios.activate(scenario, now));
        }
        return known;
    }

    private WorldState open() {
        return WorldState.open(name, settings, startStates, journal, scenarios);
    }

    /** Replaces the state by the start state; under the lock. */
    WorldState restart() {
        WorldState before = state();
        WorldState fresh = open();
        state = fresh;
        before.database().close();
        journal.clear();
        scenarios.restart(fresh.startedAt());
        return fresh;
    }

    void delete() {
        lock.lock();
        try {
            deleted = true;
            journal.clear();
            if (state != null) {
                state.database().close();
            }
            state = null;
        } finally {
            lock.unlock();
        }
    }

    /** The world was deleted while somebody waited for it. */
    public static final class DeletedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DeletedException(String name) {
            super("world " + name + " was deleted");
        }
    }
}
