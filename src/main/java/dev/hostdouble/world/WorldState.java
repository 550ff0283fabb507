package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.StartState.WorldParts;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reset of a world makes anew: its clock, its database, the providers on it, and the way of a call to them.
 *
 * @param unclaimed answers the requests whose path belongs to no provider
 */
record WorldState(
        Instant startedAt,
        EmulatorClock clock,
        Database database,
        Jobs jobs,
        LazyProviders providers,
        ProviderInstance unclaimed,
        Settlement settlement,
        Handler pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(WorldState.class);

    /** The call that a request makes at a time, to the provider that its path belongs to. */
    Call call(Request request, WorldTime time) {
        ProviderInstance instance = providers.owning(request.path()).orElse(unclaimed);
        return new Call(request, instance, instance.match(request), time);
    }

    /** All providers, opened; not inside a transaction. */
    List<ProviderInstance> instances() {
        return providers.all();
    }

    /** About how much memory it uses. */
    long bytes() {
        return database.bytes() + providers.bytes();
    }

    /**
     * The start state; journal and scenarios belong to the world, and outlast it.
     *
     * @param room makes room for so many bytes of something
     */
    static WorldState open(
            String name,
            WorldSettings settings,
            List<StartState> startStates,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        EmulatorClock clock = settings.newClock();
        Database database = Database.open(List.of(Jobs.SCHEMA));
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            Instant startedAt = clock.now();
            WorldParts parts = new WorldParts(
                    database, jobs, startedAt, new WorldRandom(settings.seed()), settings.acceptAnyToken());
            LazyProviders providers = new LazyProviders(startStates, parts, room);
            providers.openWhatRuns();
            Settlement settlement = new Settlement(jobs, scenarios, providers);
            Handler pipeline = Pipeline.around(
                    Call::answer,
                    journal,
                    database,
                    settlement::before,
                    scenarios,
                    settings.requestedScenarios(),
                    settings.strict(),
                    (operation, cause) -> LOG.error("{} failed unexpectedly in world {}", operation, name, cause));
            Unclaimed unclaimed =
                    new Unclaimed(startStates.stream().map(StartState::provider).toList());
            WorldState opened =
                    new WorldState(startedAt, clock, database, jobs, providers, unclaimed, settlement, pipeline);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close();
            }
        }
    }
}
