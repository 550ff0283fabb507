package dev.hostdouble.world;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.WorldEvent;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent;
import dev.hostdouble.journal.WorldEvent.ScenarioEvent.Kind;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be seen and done in a world inside {@link World#with}. What changes the world is recorded for a replay. */
public final class WorldSession {
    private final World world;
    private final Journal journal;
    private ActiveScenarios scenarios;
    private WorldState state;
    private @Nullable WorldTime time; // read once, so that all that is done in a session happens at one moment
    private final ActionRecording recording = new ActionRecording();

    WorldSession(World world, WorldState state, Journal journal, ActiveScenarios scenarios) {
        this.world = world;
        this.state = state;
        this.journal = journal;
        this.scenarios = scenarios;
    }

    /** When the world started: at its creation, or at its last reset. */
    public Instant startedAt() {
        return state.startedAt();
    }

    /** The date that its clock shows; reading it moves nothing. */
    public Instant now() {
        return time().date();
    }

    /** The time of the world; reading it moves nothing. */
    public WorldTime time() {
        WorldTime known = time;
        if (known == null) {
            known = state.clock().time();
            time = known;
        }
        return known;
    }

    /** The mode of its clock. */
    public ClockMode clockMode() {
        return state.clock().mode();
    }

    /** The calls of the world and what else happened to it. */
    public Journal journal() {
        return journal;
    }

    /** The active scenarios, to look at; the methods of the session change them, and record that. */
    public ActiveScenarios scenarios() {
        return scenarios;
    }

    /** Makes room in memory for bytes of, for example, {@code "a new scenario"}; throws {@link NoRoomException} if it cannot. */
    public void requireRoom(String what, long bytes) {
        world.memory().require(what, bytes);
    }

    /** Activates a scenario from now on, in place of one of the same name. */
    public void activate(Scenario scenario) {
        scenarios.activate(scenario, time().elapsed());
        record(Kind.ACTIVATED, "scenario", scenario.name(), scenario.source());
    }

    /** Replaces an active scenario by a new version; rules that did not change keep their counters. */
    public void reload(Scenario scenario) {
        scenarios.reload(scenario, time().elapsed());
        record(Kind.RELOADED, "scenario", scenario.name(), scenario.source());
    }

    private void record(Kind kind, String what, String name, String source) {
        world.noteScenarios();
        journal.record(new ScenarioEvent(time(), kind, name, source));
        if (source.isEmpty()) {
            journal.noteGap("Java code built the " + what + " '" + name + "'");
        }
    }

    /** Deactivates a scenario; returns false if no active scenario has that name. */
    public boolean deactivate(String scenario) {
        boolean wasActive = scenarios.deactivate(scenario);
        if (wasActive) {
            world.noteScenarios();
            journal.record(new ScenarioEvent(time(), Kind.DEACTIVATED, scenario, ""));
        }
        return wasActive;
    }

    /** Deactivates all scenarios. */
    public void deactivateAll() {
        scenarios.scenarios().forEach(scenario -> deactivate(scenario.name()));
    }

    /** Activates a single rule, beside those that were added before. */
    public void install(Rule rule) {
        scenarios.install(rule, time().elapsed());
        record(Kind.INSTALLED, "rule", rule.name(), rule.source());
    }

    /** The state of the world. */
    WorldState state() {
        return state;
    }

    /** Answers one request. */
    Reply handle(Request request) {
        world.named().note(request, time(), journal);
        time = null; // a stepping clock moves on
        OpenState open = state.open(); // before the clock moves on: it may fail
        Call call = open.call(request, state.clock().tick());
        if (!call.operation().reads()) {
            requireRoom("a call that may store something", 0);
        }
        open.settlement().prepare();
        Reply reply = open.pipeline().handle(call);
        CallLog.log(world.name(), call, reply);
        world.noteUnknown(call, reply);
        return reply.withDeliveryListener(journal.deliveryOfLatest());
    }

    /** Answers one request of whose body only a part was read, if a rule breaks it there. */
    Optional<Reply> handleCut(Request partial) {
        Call call = state.open().call(partial, time()).forRehearsal();
        return scenarios.cutsHere(call, world.named().of(partial)) ? Optional.of(handle(partial)) : Optional.empty();
    }

    /** Runs something on the jobs, after those that are due. A recording says that it lacks what changes. */
    public <T> T settled(Function<Jobs, T> work) {
        if (settle(time())) {
            recording.settled(this);
        }
        long before = state.database().updates();
        T result = state.database().transaction(() -> work.apply(state.open().jobs()));
        if (state.database().updates() != before && !recording.isUnderWay()) {
            journal.noteGap("Java code changed jobs or stores");
        }
        return result;
    }

    /** In a transaction of its own: what has happened stays so if the work that follows fails. */
    private boolean settle(WorldTime at) {
        state.open().settlement().prepare();
        return state.database().transaction(() -> state.open().settlement().settle(at));
    }

    /**
     * Runs a request to the control API that changes jobs or stores, and records it.
     *
     * @param path the path after the prefix of the control API, with the query
     * @param action does it; if it throws, nothing is recorded but what was due
     */
    public <T> T recorded(String method, String path, Bytes body, Supplier<T> action) {
        return recording.run(this, () -> {
            T result = action.get();
            journal.record(new WorldEvent.ControlAction(time(), method, path, body));
            return result;
        });
    }

    /**
     * Makes a change of a provider by itself, after the jobs that are due have taken effect.
     *
     * @return whether anything changed: not if the target does not exist, or already is as it should be
     */
    public boolean change(RequestedChange change) {
        settle(time());
        state.instances();
        boolean isChanged =
                state.database().transaction(() -> state.open().settlement().change(change, time()));
        journal.record(new WorldEvent.Change(time(), change.values()));
        return isChanged;
    }

    /** Runs something in a transaction on a user's file store; empty where no provider has a store for the user. */
    public <T> Optional<T> withFiles(String user, Function<FileStore, T> work) {
        Optional<FileStore> files = state.open().files(user);
        return settled(jobs -> files.map(work));
    }

    /**
     * Moves the clock forward, whatever its mode. Jobs due by then have finished when this returns.
     *
     * @param by not negative
     */
    public void advance(Duration by) {
        setClock(clockMode(), EmulatorClock.after(time(), by));
    }

    /**
     * Sets mode and date of the clock; the date may be earlier. No time passes: jobs that are due have finished before, and
     * those that run keep the time they need.
     */
    public void setClock(ClockMode mode, Instant date) {
        setClock(mode, new WorldTime(date, time().elapsed()));
    }

    /** Sets mode, date and elapsed time. Jobs due by then have finished when this returns. */
    public void setClock(ClockMode mode, WorldTime to) {
        WorldTime from = time();
        settle(from);
        WorldTime reached = state.clock().set(mode, to);
        time = reached;
        settle(reached);
        journal.record(new WorldEvent.ClockMove(from, mode.text(), reached));
    }

    /** Sets the clock to a time, where it stands still, as a replay does before each event. Nothing takes effect. */
    public void restoreTime(WorldTime to) {
        time = state.clock().set(ClockMode.MANUAL, to);
    }

    /** Goes on with another state, and the scenarios that belong to it. */
    void goOn(LoadedWorld loaded) {
        world.replace(loaded.state());
        state = loaded.state();
        scenarios = loaded.scenarios();
        time = null;
        journal.resume(loaded.counts(), loaded.before());
    }

    /** Back to the start: state, clock, journal and rule counters. */
    public void reset() {
        state = world.restart();
        time = null;
    }
}
