package dev.hostdouble.world;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.provider.StartState.Content;
import dev.hostdouble.provider.StartState.WorldParts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The providers of a world, each opened when it is first needed: most tests call one, and the tables of a provider take more
 * memory than the rest of a world. Nothing in a reply depends on when a provider is opened: the start state is loaded for the
 * date at which the world started, from sequences of its own. Guarded by the lock of the world.
 */
final class LazyProviders {
    /** The objects that answer the calls of a provider. */
    private static final int OBJECT_BYTES = 4 << 10;

    private final List<StartState> startStates;
    private final WorldParts parts;
    private final BiConsumer<String, Long> room;
    private final Map<String, ProviderInstance> opened = new HashMap<>();
    private final Set<String> withTables = new HashSet<>();

    /**
     * The providers that these start states are of; none is open.
     *
     * @param room makes room for a number of bytes of something
     */
    LazyProviders(List<StartState> startStates, WorldParts parts, BiConsumer<String, Long> room) {
        this.startStates = List.copyOf(startStates);
        this.parts = parts;
        this.room = room;
    }

    /** Opens the providers whose start states hold jobs, because those end whether or not anybody calls the provider. */
    void openWhatRuns() {
        startStates.stream().filter(StartState::hasJobs).forEach(this::open);
    }

    /** Opens the providers whose start states may turn out to be wrong. Not inside a transaction. */
    void openUnchecked() {
        startStates.stream().filter(start -> !start.isShipped()).forEach(this::open);
    }

    /** Makes the tables of all providers, for rows that were saved. */
    void makeTables() {
        startStates.forEach(this::makeTablesIfRoom);
    }

    private void makeTablesIfRoom(StartState start) {
        room.accept("the start state of " + start.provider().name(), start.expectedBytes());
        makeTables(start);
    }

    private void makeTables(StartState start) {
        String provider = start.provider().name();
        if (!withTables.contains(provider)) {
            parts.database().run(start.provider().tables().get());
            withTables.add(provider); // they stay if the start state cannot be loaded, and the next call tries again
        }
    }

    /** Opens the providers that were open in another world, with what their tables held there. */
    void restore(CopiedTables copied) {
        List<StartState> open = startStates.stream()
                .filter(start -> copied.providers().contains(start.provider().name()))
                .toList();
        open.forEach(this::makeTables);
        Database database = parts.database();
        database.transaction(() -> {
            database.fill(copied.tables());
            open.forEach(start -> opened.put(start.provider().name(), start.open(parts.with(Content.COPIED))));
            return opened;
        });
        database.giveUpSpare();
        OpenState.restoreWindows(opened(), copied.windows());
    }

    /** Whether the provider that a path belongs to is open; also if there is none. */
    boolean isOpenFor(String path) {
        return owner(path)
                .map(start -> opened.containsKey(start.provider().name()))
                .orElse(true);
    }

    private Optional<StartState> owner(String path) {
        for (StartState start : startStates) {
            if (start.provider().owns(path)) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    /** The provider that a path belongs to. Not inside a transaction, because opening it makes tables. */
    Optional<ProviderInstance> owning(String path) {
        return owner(path).map(this::open);
    }

    /** All providers. Not inside a transaction, unless all of them are open. */
    List<ProviderInstance> all() {
        return startStates.stream().map(this::open).toList();
    }

    /** The provider of a name. Not inside a transaction. */
    ProviderInstance named(String provider) {
        return startStates.stream()
                .filter(start -> start.provider().name().equals(provider))
                .findFirst()
                .map(this::open)
                .orElseThrow(() -> new IllegalArgumentException("no such provider: " + provider));
    }

    /** The providers that are open. */
    List<ProviderInstance> opened() {
        return List.copyOf(opened.values());
    }

    /** The names of the providers that are open. */
    Set<String> openNames() {
        return opened.keySet();
    }

    /** About how much memory they use besides their tables. */
    long bytes() {
        return (long) OBJECT_BYTES * opened.size();
    }

    private ProviderInstance open(StartState start) {
        ProviderInstance known = opened.get(start.provider().name());
        if (known != null) {
            return known;
        }
        Database database = parts.database();
        makeTablesIfRoom(start);
        ProviderInstance instance = database.transaction(() -> start.open(parts));
        database.giveUpSpare(); // those that loaded the start state
        opened.put(start.provider().name(), instance);
        return instance;
    }
}
