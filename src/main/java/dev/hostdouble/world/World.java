package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.EarlyRules;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.ServerFigures.JobFigures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One world. {@link #with} is the one way in: everything happens under its lock, one after the other. Worlds never wait for others. */
public final class World {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final NamedScenarios named;
    private final WorldMemory memory;
    private volatile WorldSettings settings;
    private WorldStart start;
    private volatile ActiveScenarios scenarios;
    private @Nullable WorldSession session; // while somebody is in the world
    private volatile @Nullable WorldState state; // begins on first use
    private volatile List<String> scenarioNames = List.of();
    private volatile long calls; // in the journal
    private volatile long changes; // as the journal counts them
    private boolean deleted;

    /** A world that is not open yet; {@code room} makes room in memory for what it keeps. */
    World(String name, WorldSettings settings, WorldStart start, WorldMemory.Room room) {
        this.name = name;
        this.settings = settings;
        this.start = start;
        this.journal = new Journal(settings.journal(), settings.memory(), settings.counts());
        this.memory = new WorldMemory(name, settings.memory(), room, lock, journal);
        this.scenarios = new ActiveScenarios(settings.seed(), WorldRandom::new);
        this.named = new NamedScenarios(settings);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its clock, without waiting for whoever is in the world; empty before it is first used. */
    public Optional<EmulatorClock> clock() {
        return Optional.ofNullable(state).map(WorldState::clock);
    }

    /** The names of the active scenarios, without waiting for whoever is in the world. */
    public List<String> scenarioNames() {
        return scenarioNames;
    }

    /** How many calls its journal keeps, without waiting for whoever is in the world: as of the last one who left it. */
    public long calls() {
        return calls;
    }

    /** Another number after each change, without waiting for whoever is in the world; 0 before it is first used. */
    public long changes() {
        return changes;
    }

    /** The seed of its ids, keys and passwords. */
    public long seed() {
        return settings.seed();
    }

    /**
     * Runs something in this world while nothing else happens in it. The session must not be used afterwards. It is one
     * moment of the world: its time stands still unless it moves the clock itself. Throws {@link DeletedWorldException}.
     */
    public <T> T with(Function<WorldSession, T> work) {
        lock.lock();
        try {
            if (deleted) {
                throw new DeletedWorldException(name);
            }
            return session == null ? inNewSession(work) : work.apply(session);
        } finally {
            lock.unlock();
            memory.reclaim();
        }
    }

    /** Answers a request if nobody is in this world, and what it needs is open; empty if not. */
    Optional<Reply> handleIfFree(Request request) {
        Optional<Reply> reply = WorldLock.ifFree(lock, () -> {
            boolean isReady = state != null && session == null && memory.hasRoom() && state.isOpenFor(request);
            return isReady ? Optional.of(inNewSession(session -> session.handle(request))) : Optional.empty();
        });
        memory.reclaim();
        return reply;
    }

    Optional<JobFigures> jobsIfFree() {
        return WorldLock.ifFree(lock, () -> Optional.ofNullable(state).flatMap(WorldState::jobs));
    }

    private <T> T inNewSession(Function<WorldSession, T> work) {
        WorldSession fresh = new WorldSession(this, state(), journal, scenarios);
        session = fresh;
        try {
            return work.apply(fresh);
        } finally {
            session = null;
            calls = journal.nextNumber() - 1 - journal.dropped();
            changes = journal.changes();
            memory.count(state(), scenarios);
        }
    }

    /** The memory that it uses. */
    WorldMemory memory() {
        return memory;
    }

    /** About how many bytes of memory it uses. */
    public long bytes() {
        return memory.bytes();
    }

    /** Runs something as {@link #with} that returns nothing. */
    public void run(Consumer<WorldSession> work) {
        with(session -> {
            work.accept(session);
            return session;
        });
    }

    /** Moves the clock forward as {@link WorldSession#advance} does. */
    public void advance(Duration by) {
        run(session -> session.advance(by));
    }

    /** As {@link WorldSession#reset}. */
    public void reset() {
        run(WorldSession::reset);
    }

    /** What a reset goes back to; under the lock. */
    public WorldStart start() {
        return start;
    }

    /** A saved state, ready to take the place of what it is now. */
    LoadedWorld loaded(SavedWorld saved, Optional<WorldCopy> copy) {
        return LoadedWorld.of(name, settings, saved, copy, journal, memory::require);
    }

    /** Goes on with another state, and what belongs to it. */
    void goOn(LoadedWorld loaded) {
        WorldLock.with(lock, () -> {
            state = state == null && !deleted ? loaded.state() : state; // a start state need not be opened first
            run(session -> {
                settings = loaded.settings();
                start = loaded.start();
                scenarios = loaded.scenarios();
                session.goOn(loaded);
                noteScenarios();
            });
        });
    }

    /** Puts another state into the place of that of the world; under the lock. */
    void replace(WorldState fresh) {
        WorldState before = state;
        state = fresh;
        if (before != null && before != fresh) {
            before.close();
        }
    }

    private WorldState state() {
        WorldState known = state;
        return known == null ? restart() : known;
    }

    /** What its active rules do before a call comes. */
    EarlyRules early() {
        return scenarios.early();
    }

    /** The scenarios that requests name for themselves. */
    NamedScenarios named() {
        return named;
    }

    /** Warns of a call if it matches no operation. */
    void noteUnknown(Call call, Reply reply) {
        settings.unknownCalls().note(name, call, reply, start.states());
    }

    /** Replaces the state by the start state; under the lock. */
    WorldState restart() {
        WorldState fresh = WorldState.begin(name, settings, start, journal, scenarios, memory::require);
        replace(fresh);
        activateStartScenarios();
        return fresh;
    }

    /** A world starts with exactly the scenarios that the server was started with, whatever was active before. */
    private void activateStartScenarios() {
        StartScenarios.activate(settings.scenarios(), scenarios, journal);
        noteScenarios();
    }

    /** The active scenarios have changed. */
    void noteScenarios() {
        scenarioNames = scenarios.scenarios().stream().map(Scenario::name).toList();
    }

    void delete() {
        WorldLock.with(lock, () -> close("deleted"));
    }

    /**
     * Ends it, unless somebody stays in it; returns whether it did.
     *
     * @param patience how long to wait for those who are in it; if zero, it also stays while somebody waits for it
     * @param last what is done before, under its lock; if it throws, the world stays
     */
    boolean end(Duration patience, Runnable last) {
        return WorldLock.tryWith(lock, patience, () -> {
            boolean ends = session == null && !deleted && !(patience.isZero() && lock.hasQueuedThreads());
            if (ends) {
                last.run();
                close("left");
            }
            return ends;
        });
    }

    private void close(String why) {
        deleted = true;
        journal.end(why);
        Optional.ofNullable(state).ifPresent(WorldState::close);
        state = null;
        memory.close();
    }
}
