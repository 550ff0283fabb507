package dev.hostdouble.world;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.WorldEvent.ScenariosNamed;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private @Nullable WorldSession session; // while somebody is in the world
    private volatile @Nullable WorldState state; // opened on first use, so that creating a world makes nobody wait
    private volatile List<String> scenarioNames = List.of();
    private volatile long calls; // in the journal
    private boolean deleted;

    World(String name, WorldSettings settings, List<StartState> startStates) {
        this.name = name;
        this.settings = settings;
        this.startStates = startStates;
        this.journal = new Journal(settings.journal(), settings.journalBytes());
        this.scenarios = new ActiveScenarios(settings.seed(), WorldRandom::new);
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

    /** The seed of its ids, keys and passwords. */
    public long seed() {
        return settings.seed();
    }

    /**
     * Runs something in this world while nothing else happens in it. The session must not be used afterwards. It is one
     * moment of the world: its time stands still unless it moves the clock itself.
     *
     * @throws DeletedException if this world was deleted
     */
    public <T> T with(Function<WorldSession, T> work) {
        lock.lock();
        try {
            if (deleted) {
                throw new DeletedException(name);
            }
            WorldSession outer = session;
            return outer == null ? inNewSession(work) : work.apply(outer);
        } finally {
            lock.unlock();
        }
    }

    private <T> T inNewSession(Function<WorldSession, T> work) {
        WorldSession fresh = new WorldSession(this, state(), journal, scenarios);
        session = fresh;
        try {
            return work.apply(fresh);
        } finally {
            session = null;
            calls = journal.nextNumber() - 1 - journal.dropped();
        }
    }

    /** Runs something as {@link #with} that returns nothing. */
    public void run(Consumer<WorldSession> work) {
        with(session -> {
            work.accept(session);
            return session;
        });
    }

    /** Answers one request. */
    Reply handle(Request request) {
        return with(session -> session.handle(request));
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
            activateStartScenarios();
        }
        return known;
    }

    private WorldState open() {
        return WorldState.open(name, settings, startStates, journal, scenarios);
    }

    /** After how many bytes of its body a request may break. */
    List<Integer> cutPoints(Request head) {
        return cutPoints(settings, head, scenarios.cutPoints());
    }

    /** As {@link #cutPoints(Request)}, for a world with those points of its active scenarios; of the start, if it is new. */
    static List<Integer> cutPoints(WorldSettings settings, Request head, List<Integer> active) {
        List<Scenario> named = settings.requestedScenarios().of(head);
        if (named.isEmpty() && !active.isEmpty()) {
            return active;
        }
        List<Scenario> all = new ArrayList<>(named);
        all.addAll(settings.scenarios());
        return all.isEmpty()
                ? active
                : Stream.concat(active.stream(), ActiveScenarios.cutPoints(all).stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** The scenarios that a request names for itself; throws if one does not exist. */
    List<Scenario> scenariosOf(Request request) {
        return settings.requestedScenarios().of(request);
    }

    /** Records the scenarios that a request names for itself; throws if one does not exist. */
    void noteRequestedScenarios(Request request, WorldTime now) {
        List<Scenario> named = settings.requestedScenarios().of(request);
        if (!named.isEmpty()) {
            List<String> sources = named.stream().map(Scenario::source).toList();
            journal.recordNamed(new ScenariosNamed(
                    now,
                    request.headers().fields().stream()
                            .filter(field -> field.name().equalsIgnoreCase(RequestedScenarios.HEADER))
                            .map(Header::value)
                            .collect(Collectors.joining(",")),
                    sources));
        }
    }

    /** Warns of a call if it matches no operation. */
    void noteUnknown(Call call, Reply reply) {
        if (call.operation().isUnknown()) {
            List<Provider> providers =
                    startStates.stream().map(StartState::provider).toList();
            settings.unknownCalls().note(name, call, reply, providers);
        }
    }

    /** Replaces the state by the start state; under the lock. */
    WorldState restart() {
        WorldState before = state();
        WorldState fresh = open();
        state = fresh;
        before.database().close();
        activateStartScenarios();
        return fresh;
    }

    /** A world starts with exactly the scenarios that the server was started with, whatever was active before. */
    private void activateStartScenarios() {
        scenarios.clear();
        List<Scenario> start = settings.scenarios();
        start.forEach(scenario -> scenarios.activate(scenario, Duration.ZERO));
        journal.begin(start.stream().map(Scenario::source).toList());
        noteScenarios();
        start.stream().filter(scenario -> scenario.source().isEmpty()).forEach(this::noteScenarioWithoutSource);
    }

    /** The active scenarios have changed. */
    void noteScenarios() {
        scenarioNames = scenarios.scenarios().stream().map(Scenario::name).toList();
    }

    /** A scenario that Java code has built has no text that a recording could contain. */
    void noteScenarioWithoutSource(Scenario scenario) {
        journal.noteGap("Java code built the scenario '" + scenario.name() + "'");
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
