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
import java.util.ArrayList;
import java.util.List;
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
        List<ProviderInstance> instances,
        ProviderInstance unclaimed,
        Settlement settlement,
        Handler pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(WorldState.class);

    /** The call that a request makes at a time, to the provider that its path belongs to. */
    Call call(Request request, WorldTime time) {
        ProviderInstance instance = instances.stream()
                .filter(known -> known.provider().owns(request.path()))
                .findFirst()
                .orElse(unclaimed);
        return new Call(request, instance, instance.match(request), time);
    }

    /** The start state; journal and scenarios belong to the world, and outlast it. */
    static WorldState open(
            String name,
            WorldSettings settings,
            List<StartState> startStates,
            Journal journal,
            ActiveScenarios scenarios) {
        EmulatorClock clock = settings.newClock();
        List<String> tables = new ArrayList<>(List.of(Jobs.SCHEMA));
        startStates.forEach(start -> tables.add(start.provider().tables().get()));
        Database database = Database.open(tables);
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            Instant startedAt = clock.now();
            WorldParts parts = new WorldParts(
                    database, jobs, startedAt, new WorldRandom(settings.seed()), settings.acceptAnyToken());
            List<ProviderInstance> instances = database.transaction(
                    () -> startStates.stream().map(start -> start.open(parts)).toList());
            Settlement settlement = new Settlement(jobs, scenarios, instances);
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
                    new WorldState(startedAt, clock, database, jobs, instances, unclaimed, settlement, pipeline);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close();
            }
        }
    }
}
