package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.core.Api;
import dev.hostdouble.core.Authenticating;
import dev.hostdouble.core.Finishing;
import dev.hostdouble.core.Interceptor;
import dev.hostdouble.core.Operation;
import dev.hostdouble.core.Strictness;
import dev.hostdouble.core.Striking;
import dev.hostdouble.core.Wording;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Transactional;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Settling;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.scenario.Faults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reset of a world makes anew: its clock, its database, the providers on it, and the way of a call to them. */
record Inside(Instant began, EmulatorClock clock, Database database, Jobs jobs, List<Api> apis, Operation pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(Inside.class);

    /** A world's inside at its start state; the journal and the faults are the world's, and outlast it. */
    static Inside open(String name, Rules rules, List<ApiFactory> factories, Journal journal, Faults faults) {
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
            Seed seed = new Seed(rules.seed());
            List<Api> apis = database.transaction(() -> factories.stream()
                    .map(factory -> factory.opener().open(database, jobs, seed, began))
                    .toList());
            Operation pipeline = Interceptor.chain(around(name, rules, journal, faults, database, jobs));
            Inside opened = new Inside(began, clock, database, jobs, apis, pipeline);
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
            String name, Rules rules, Journal journal, Faults faults, Database database, Jobs jobs) {
        List<Interceptor> interceptors = new ArrayList<>();
        interceptors.add(journal);
        interceptors.add(new Finishing());
        interceptors.add(new Wording((operation, cause) -> LOG.error("{} broke in world {}", operation, name, cause)));
        interceptors.add(new Transactional(database));
        if (rules.strict()) {
            interceptors.add(new Strictness());
        }
        interceptors.add(new Settling(jobs));
        interceptors.add(faults);
        interceptors.add(new Authenticating());
        interceptors.add(new Striking());
        return interceptors;
    }
}
