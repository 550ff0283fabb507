package dev.hostdouble.world;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.SavedTable;
import dev.hostdouble.db.Tables;
import dev.hostdouble.db.Tables.UnfitException;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.pipeline.Pipeline;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.StartState.WorldParts;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.provider.WindowsJson;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /** Opens the providers whose start states may turn out to be wrong. Not inside a transaction. */
    void openUnchecked() {
        providers.openUnchecked();
    }

    /** About how much memory it uses. */
    long bytes() {
        return database.bytes() + providers.bytes();
    }

    /**
     * The start state; journal and scenarios belong to the world, and outlast it.
     *
     * @param room makes room for a number of bytes of something
     */
    static WorldState open(
            String name,
            WorldSettings settings,
            WorldStart start,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        return open(name, settings, start, Optional.empty(), journal, scenarios, room);
    }

    /**
     * A saved state.
     *
     * @throws UnfitException if a row does not fit its table
     * @throws IllegalArgumentException if something else does not fit
     */
    static WorldState open(
            String name,
            WorldSettings settings,
            SavedWorld saved,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        return open(name, settings, saved.start(), Optional.of(saved), journal, scenarios, room);
    }

    private static WorldState open(
            String name,
            WorldSettings settings,
            WorldStart start,
            Optional<SavedWorld> saved,
            Journal journal,
            ActiveScenarios scenarios,
            BiConsumer<String, Long> room) {
        EmulatorClock clock = settings.newClock();
        saved.ifPresent(known -> clock.set(known.clock(), known.time()));
        Database database = Database.open(List.of(Jobs.SCHEMA));
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            Instant startedAt = saved.map(SavedWorld::startedAt).orElseGet(clock::now);
            WorldParts parts = new WorldParts(
                    database,
                    jobs,
                    startedAt,
                    new WorldRandom(settings.seed()),
                    settings.acceptAnyToken(),
                    saved.isPresent());
            LazyProviders providers = new LazyProviders(start.states(), parts, room);
            if (saved.isPresent()) {
                restore(saved.get(), providers, database, jobs);
            } else {
                providers.openWhatRuns();
            }
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
            Unclaimed unclaimed = new Unclaimed(
                    start.states().stream().map(StartState::provider).toList());
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

    /** Fills the tables before any provider is opened on them, and checks what they hold. */
    private static void restore(SavedWorld saved, LazyProviders providers, Database database, Jobs jobs) {
        providers.makeTables();
        database.transaction(() -> {
            Tables tables = database.tables();
            saved.tables().forEach(tables::load);
            StateRules.check(
                    tables,
                    saved.start().states().stream().map(StartState::provider).toList());
            return tables;
        });
        List<ProviderInstance> instances = providers.all();
        for (ProviderInstance instance : instances) {
            JsonNode windows = saved.windows().get(instance.provider().name());
            if (windows != null) {
                instance.windows().ifPresent(known -> WindowsJson.restore(windows, known));
            }
        }
        database.transaction(() -> {
            jobs.check(saved.time().date(), job -> instances.stream()
                    .filter(instance -> instance.provider().name().equals(job.provider()))
                    .forEach(instance -> instance.requireReadable(job)));
            return jobs;
        });
    }

    /** The store of a user; empty where no provider has one for the user. Not inside a transaction. */
    Optional<FileStore> files(String user) {
        return instances().stream()
                .flatMap(instance -> instance.files().stream())
                .filter(store -> store.hasUser(user))
                .findFirst();
    }

    /** All tables as they are. */
    List<SavedTable> savedTables() {
        Tables tables = database.tables();
        return tables.names().stream().map(tables::save).toList();
    }

    /** The windows in which each provider counts calls. */
    Map<String, JsonNode> savedWindows() {
        Map<String, JsonNode> saved = new TreeMap<>();
        instances().forEach(instance -> instance.windows()
                .ifPresent(windows -> saved.put(instance.provider().name(), WindowsJson.save(windows))));
        return saved;
    }
}
