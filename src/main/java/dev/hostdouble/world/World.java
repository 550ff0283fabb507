package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hostdouble.core.Api;
import dev.hostdouble.core.Authenticating;
import dev.hostdouble.core.Call;
import dev.hostdouble.core.Interceptor;
import dev.hostdouble.core.Operation;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One world: its own database, clock, seed, faults and journal. Everything in it happens under its lock, one call after
 * the other; worlds never wait for each other.
 */
public final class World {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    private final String name;
    private final Rules rules;
    private final List<ApiFactory> factories;
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final Faults faults = new Faults();

    private EmulatorClock clock;
    private Database database;
    private Jobs jobs;
    private List<Api> apis;
    private Operation pipeline;
    private boolean closed;

    World(String name, Rules rules, List<ApiFactory> factories) {
        this.name = name;
        this.rules = rules;
        this.factories = factories;
        this.journal = new Journal(rules.journal(), rules.journalBytes());
        this.clock = new EmulatorClock(rules.clock(), rules.wall());
        this.database = openDatabase();
        this.jobs = newJobs();
        this.apis = openApis();
        this.pipeline = newPipeline();
    }

    private Database openDatabase() {
        List<String> schemas = new ArrayList<>(List.of(Jobs.SCHEMA));
        factories.forEach(factory -> schemas.add(factory.schema()));
        return Database.open(schemas);
    }

    private Jobs newJobs() {
        return new Jobs(
                database,
                text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    private List<Api> openApis() {
        Seed seed = new Seed(rules.seed());
        Instant now = clock.now();
        return database.transaction(() -> factories.stream()
                .map(factory -> factory.opener().open(database, jobs, seed, now))
                .toList());
    }

    /** The one list of what surrounds every operation, outermost first. */
    private Operation newPipeline() {
        List<Interceptor> interceptors = new ArrayList<>();
        interceptors.add(journal);
        interceptors.add(faults);
        interceptors.add(new Wording((operation, cause) -> LOG.error("{} broke in world {}", operation, name, cause)));
        interceptors.add(new Transactional(database));
        if (rules.strict()) {
            interceptors.add(new Strictness());
        }
        interceptors.add(new Settling(jobs));
        interceptors.add(new Authenticating());
        interceptors.add(new Striking());
        return Interceptor.chain(interceptors);
    }

    public String name() {
        return name;
    }

    /** Answers one request to a provider; nothing if this world was deleted meanwhile. */
    Optional<Reply> handle(String api, Request request) {
        return locked(() -> {
            if (closed) {
                return Optional.empty();
            }
            Api provider = api(api);
            Call call = new Call(request, provider, provider.match(request), clock.tick());
            return Optional.of(pipeline.handle(call));
        });
    }

    /** Runs something while nothing else happens in this world. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something in a transaction of this world, after what has come due was settled. */
    public <T> T settled(Supplier<T> work) {
        return locked(() -> database.transaction(() -> {
            jobs.settle(clock.now());
            return work.get();
        }));
    }

    /** Back to the start: state, clock, faults and journal. Answers when finished. */
    public void reset() {
        locked(() -> {
            database.close();
            clock = new EmulatorClock(rules.clock(), rules.wall());
            database = openDatabase();
            jobs = newJobs();
            apis = openApis();
            pipeline = newPipeline();
            journal.clear();
            faults.clear();
            return this;
        });
    }

    void close() {
        locked(() -> {
            closed = true;
            journal.clear();
            database.close();
            return this;
        });
    }

    public EmulatorClock clock() {
        return clock;
    }

    public Journal journal() {
        return journal;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Faults faults() {
        return faults;
    }

    public List<Api> apis() {
        return apis;
    }

    public long seed() {
        return rules.seed();
    }

    /** The provider of that name. */
    public Api api(String api) {
        Optional<Api> found = apis.stream().filter(a -> a.name().equals(api)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("no API " + api));
    }
}
