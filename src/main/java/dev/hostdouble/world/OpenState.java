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
import dev.hostdouble.pipeline.Pipeline;
import dev.hostdouble.pipeline.Rehearsal;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.Operation.Handler;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.StartState.Content;
import dev.hostdouble.provider.Unclaimed;
import dev.hostdouble.provider.WindowsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the state of a world is opened with its first use: its database, the providers on it, and the way of a call to them.
 *
 * @param unclaimed answers the requests whose path belongs to no provider
 */
record OpenState(
        Database database,
        Jobs jobs,
        LazyProviders providers,
        ProviderInstance unclaimed,
        Settlement settlement,
        Handler pipeline) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenState.class);

    /** A state as it starts: the start state, but for providers that nobody needs yet. */
    static OpenState start(StateParts parts) {
        return open(parts, Content.NONE, state -> state.providers().openWhatRuns());
    }

    /** The state of another world of this process. */
    static OpenState copy(StateParts parts, CopiedTables tables) {
        return open(parts, Content.NONE, state -> state.providers().restore(tables));
    }

    /**
     * A saved state.
     *
     * @throws UnfitException if a row does not fit its table
     * @throws IllegalArgumentException if something else does not fit
     */
    static OpenState restore(StateParts parts, SavedWorld saved) {
        return open(parts, Content.SAVED, state -> state.restore(saved));
    }

    private static OpenState open(StateParts parts, Content content, Consumer<OpenState> fill) {
        Database database = Database.open(List.of(Jobs.SCHEMA));
        boolean done = false;
        try {
            Jobs jobs = new Jobs(
                    database,
                    text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
            LazyProviders providers = new LazyProviders(
                    parts.start().states(), parts.forProviders(database, jobs, content), parts.room());
            Settlement settlement = new Settlement(jobs, parts.scenarios(), providers);
            Handler pipeline = Pipeline.around(
                    Call::answer,
                    parts.journal(),
                    database,
                    settlement::before,
                    parts.scenarios(),
                    parts.settings().requestedScenarios(),
                    parts.settings().strict(),
                    parts.settings().replyHeaders(),
                    (operation, cause) ->
                            LOG.error("{} failed unexpectedly in world {}", operation, parts.name(), cause));
            Unclaimed unclaimed = new Unclaimed(
                    parts.start().states().stream().map(StartState::provider).toList());
            OpenState opened = new OpenState(database, jobs, providers, unclaimed, settlement, pipeline);
            fill.accept(opened);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close();
            }
        }
    }

    /** The call that a request makes at a time, to the provider that its path belongs to. */
    Call call(Request request, WorldTime time) {
        ProviderInstance instance = providers.owning(request.path()).orElse(unclaimed);
        Call call = new Call(request, instance, instance.match(request), time);
        call.trace().findsOwnAnswer(() -> new Rehearsal(database).answer(call));
        return call;
    }

    /** Whether a request is of no operation that its provider knows. */
    boolean isUnknown(Request request) {
        return providers
                .owning(request.path())
                .orElse(unclaimed)
                .match(request)
                .bound()
                .operation()
                .isUnknown();
    }

    /** All providers, opened; not inside a transaction. */
    List<ProviderInstance> instances() {
        return providers.all();
    }

    /** About how much memory it uses. */
    long bytes() {
        return database.bytes() + providers.bytes();
    }

    /** Fills the tables before any provider is opened on them, and checks what they hold. */
    private void restore(SavedWorld saved) {
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
        restoreWindows(instances, saved.windows());
        database.transaction(() -> {
            jobs.check(saved.time().date(), job -> instances.stream()
                    .filter(instance -> instance.provider().name().equals(job.provider()))
                    .forEach(instance -> instance.requireReadable(job)));
            return jobs;
        });
    }

    static void restoreWindows(List<ProviderInstance> instances, Map<String, JsonNode> saved) {
        for (ProviderInstance instance : instances) {
            JsonNode windows = saved.get(instance.provider().name());
            if (windows != null) {
                instance.windows().ifPresent(known -> WindowsJson.restore(windows, known));
            }
        }
    }

    /** The store of a user; empty where no provider has one for the user. Not inside a transaction. */
    Optional<FileStore> files(String user) {
        return instances().stream()
                .flatMap(instance -> instance.files().stream())
                .filter(store -> store.hasUser(user))
                .findFirst();
    }

    /** All tables as they are; all providers have to be open. */
    List<SavedTable> savedTables() {
        return database.transaction(() -> {
            Tables tables = database.tables();
            return tables.names().stream().map(tables::save).toList();
        });
    }

    /** The windows in which each provider counts calls; opens all of them. */
    Map<String, JsonNode> savedWindows() {
        return windows(instances());
    }

    private static Map<String, JsonNode> windows(List<ProviderInstance> instances) {
        Map<String, JsonNode> saved = new TreeMap<>();
        instances.forEach(instance -> instance.windows()
                .ifPresent(windows -> saved.put(instance.provider().name(), WindowsJson.save(windows))));
        return saved;
    }

    /** What another world needs to go on from here. The providers that are not open start there as they would here. */
    CopiedTables copied() {
        return new CopiedTables(providers.openNames(), database.copies(), windows(providers.opened()), bytes());
    }
}
