package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.AuthenticationInterceptor;
import dev.hostdouble.pipeline.InjectedErrorInterceptor;
import dev.hostdouble.pipeline.Interceptor;
import dev.hostdouble.pipeline.JobSettlementInterceptor;
import dev.hostdouble.pipeline.ReplyFormattingInterceptor;
import dev.hostdouble.pipeline.ReplyRewritingInterceptor;
import dev.hostdouble.pipeline.StrictModeInterceptor;
import dev.hostdouble.pipeline.TransactionInterceptor;
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
record WorldState(Instant began, EmulatorClock clock, Database database, Jobs jobs, List<ProviderInstance> apis, OperationHandler pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(WorldState.class);

    /** A world's inside at its start state; the journal and the faults are the world's, and outlast it. */
    static WorldState open(String name, WorldSettings rules, List<Provider> factories, Journal journal, ActiveScenarios faults) {
        EmulatorClock clock = new EmulatorClock(rules.clock(), rules.wall());
        List<String> schemas = new ArrayList<>(List.of(Jobs.SCHEMA));
        factories.forEach(factory -> schemas.add(factory.schema()));
        Database database = Database.open(schemas);
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            Instant began = clock.now();
            WorldRandom seed = new WorldRandom(rules.seed());
            List<ProviderInstance> apis = database.transaction(() -> factories.stream()
                    .map(factory -> factory.opener().open(database, jobs, seed, began))
                    .toList());
            OperationHandler pipeline = Interceptor.chain(around(name, rules, journal, faults, database, jobs));
            WorldState opened = new WorldState(began, clock, database, jobs, apis, pipeline);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close();
            }
        }
    }

    /** The one list of what surrounds every operation, outermost first. */
    private static List<Interceptor> around(
            String name, WorldSettings rules, Journal journal, ActiveScenarios faults, Database database, Jobs jobs) {
        List<Interceptor> interceptors = new ArrayList<>();
        interceptors.add(journal);
        interceptors.add(new ReplyRewritingInterceptor());
        interceptors.add(new ReplyFormattingInterceptor((operation, cause) -> LOG.error("{} broke in world {}", operation, name, cause)));
        interceptors.add(new TransactionInterceptor(database));
        if (rules.strict()) {
            interceptors.add(new StrictModeInterceptor());
        }
        interceptors.add(new JobSettlementInterceptor(jobs));
        interceptors.add(faults);
        interceptors.add(new AuthenticationInterceptor());
        interceptors.add(new InjectedErrorInterceptor());
        return interceptors;
    }
}
