package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline;
import dev.hostdouble.provider.OperationHandler;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reset of a world makes anew: its clock, its database, the providers on it, and the way of a call to them. */
record WorldState(
        Instant startedAt,
        EmulatorClock clock,
        Database database,
        Jobs jobs,
        List<ProviderInstance> apis,
        OperationHandler pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(WorldState.class);

    /** A world's inside at its start state; the journal and the faults are the world's, and outlast it. */
    static WorldState open(
            String name, WorldSettings rules, List<Provider> factories, Journal journal, ActiveScenarios faults) {
        EmulatorClock clock = new EmulatorClock(rules.clock(), rules.wall());
        List<String> schemas = new ArrayList<>(List.of(Jobs.SCHEMA));
        factories.forEach(factory -> schemas.add(factory.schema()));
        Database database = Database.open(schemas);
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            Instant startedAt = clock.now();
            WorldRandom seed = new WorldRandom(rules.seed());
            List<ProviderInstance> apis = database.transaction(() -> factories.stream()
                    .map(factory -> factory.opener().open(database, jobs, seed, startedAt))
                    .toList());
            OperationHandler pipeline = Pipeline.around(
                    call -> call.operation().operation().handle(call),
                    journal,
                    database,
                    jobs,
                    faults,
                    rules.strict(),
                    (operation, cause) -> LOG.error("{} failed unexpectedly in world {}", operation, name, cause));
            WorldState opened = new WorldState(startedAt, clock, database, jobs, apis, pipeline);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close();
            }
        }
    }
}
