package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What can be seen and done in a world while it is locked. Valid only inside {@link World#with}. */
public final class WorldSession {
    private final World world;
    private final Journal journal;
    private final ActiveScenarios scenarios;
    private WorldState state;

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

    /** The time of the world; reading it moves nothing. */
    public Instant now() {
        return state.clock().now();
    }

    /** The mode of its clock. */
    public ClockMode clockMode() {
        return state.clock().mode();
    }

    /** The calls of the world and what control calls did to it. */
    public Journal journal() {
        return journal;
    }

    /** The active scenarios. */
    public ActiveScenarios scenarios() {
        return scenarios;
    }

    /** Activates a scenario from now on, in place of one of the same name. */
    public void activate(Scenario scenario) {
        scenarios.activate(scenario, now());
    }

    /** Activates a single rule, beside those that were added before. */
    public void install(Rule rule) {
        scenarios.install(rule);
    }

    /** Answers one request to a provider. */
    Reply handle(Provider provider, Request request) {
        ProviderInstance instance = state.instances().stream()
                .filter(known -> known.provider().equals(provider))
                .findFirst()
                .orElseThrow();
        Call call = new Call(
                request, instance, instance.match(request), state.clock().tick());
        return state.pipeline().handle(call);
    }

    /** Runs something in a transaction on the jobs, after those that are due have taken effect. */
    public <T> T settled(Function<Jobs, T> work) {
        return state.database().transaction(() -> {
            state.jobs().settle(now());
            return work.apply(state.jobs());
        });
    }

    /** Runs something in a transaction on a user's file store; empty where no provider has a store for the user. */
    public <T> Optional<T> withFiles(String user, Function<FileStore, T> work) {
        return settled(jobs -> state.instances().stream()
                .flatMap(instance -> instance.files().stream())
                .filter(store -> store.hasUser(user))
                .findFirst()
                .map(work));
    }

    /**
     * Moves the clock forward, whatever its mode. Jobs due by then have finished when this returns.
     *
     * @param by not negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "cannot advance by " + by + ": expected a duration that is not negative");
        }
        state.clock().advance(by);
        settled(jobs -> jobs);
    }

    /** Sets mode and time of the clock, which may be earlier. Jobs due by then have finished when this returns. */
    public void setClock(ClockMode mode, Instant time) {
        state.clock().set(mode, time);
        settled(jobs -> jobs);
    }

    /** Back to the start: state, clock, journal and rule counters. */
    public void reset() {
        state = world.restart();
    }
}
