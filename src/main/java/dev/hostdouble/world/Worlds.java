package dev.hostdouble.world;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.StartState;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All worlds of this process. A world named for the first time is loaded from the store, if there is one and it has it, and else
 * created from the start state.
 */
public final class Worlds {
    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);

    /** The world of requests that name none. */
    public static final String DEFAULT = "default";

    /** Which names are allowed, for error messages. */
    public static final String ALLOWED =
            "invalid world name: expected 1 to 64 of A-Z a-z 0-9 . _ -, other than . and ..";

    /** Clients remove the segments . and .. from a path: then the call would be for another world. */
    private static final Pattern NAME = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._-]{1,64}");

    private static final CompletableFuture<Void> HERE = CompletableFuture.completedFuture(null);

    final WorldSettings settings;
    private final WorldStart start;
    private final LiveWorlds live;
    private final Optional<WorldStore> store;
    private final Optional<WorldLoader> loader;

    /** The worlds of a process that shares them with others by a store; none is here yet. */
    public Worlds(WorldSettings settings, WorldStart start, Optional<WorldStore> store) {
        this.settings = settings;
        this.start = start;
        this.live = new LiveWorlds(settings, this::evict);
        this.store = store;
        this.loader = store.map(shared -> new WorldLoader(shared, live::has, this::fresh, live::admit));
    }

    /** The worlds of a process; none exists yet. */
    public Worlds(WorldSettings settings, WorldStart start) {
        this(settings, start, Optional.empty());
    }

    /** The worlds of a process that saves none of them: the texts of their start state are not needed. */
    public Worlds(WorldSettings settings, List<StartState> startStates) {
        this(settings, WorldStart.of(startStates));
    }

    /** What new worlds start with. */
    public WorldStart start() {
        return start;
    }

    /**
     * The world of that name, loaded or created now if it is not here.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws NoRoomException if the limit is reached, or the memory is used up
     * @throws UnavailableWorldException if it cannot be loaded, or another process does not give it back
     */
    public World get(String name) {
        while (true) {
            World known = live.get(name);
            if (known == null && loader.isEmpty()) {
                known = live.admit(fresh(name));
            }
            if (known != null) {
                return live.used(known);
            }
            loader.orElseThrow().await(requireName(name), true);
        }
    }

    /** Makes the world of that name unless there is one; true if it was made now. Throws as {@link #get} does. */
    public boolean create(String name) {
        if (store.isPresent()) {
            boolean isNew = existing(requireName(name)).isEmpty();
            return get(name).name().equals(name) && isNew;
        }
        World fresh = fresh(name);
        return live.used(live.admit(fresh)) == fresh;
    }

    private World fresh(String name) {
        return new World(requireName(name), settings, start, live::makeRoom);
    }

    /** Opens the default world, with the providers whose start states may turn out to be wrong. */
    public void openDefault() {
        World world = areShared() ? fresh(DEFAULT) : get(DEFAULT);
        world.run(session -> session.state().openUnchecked());
        if (areShared()) {
            world.delete(); // the default one may be elsewhere: this only tries whether the start state can be opened
        }
    }

    /**
     * Loads a world from the store, if there is one and it is not here. Completes when a call to it need not wait; fails as {@link #get} does.
     *
     * @param creates whether to create it if it does not exist
     */
    public CompletableFuture<Void> whenHere(String name, boolean creates) {
        return loader.isEmpty() || live.has(name) ? HERE : loader.get().load(requireName(name), creates);
    }

    /** Whether other processes may have some of the worlds. */
    public boolean areShared() {
        return store.isPresent();
    }

    /** Whether a world is in this process. */
    public boolean isHere(String name) {
        return live.has(name);
    }

    /** Answers one request outside the control API in the world of that name; throws as {@link #get} does. */
    public Reply handle(String name, Request request) {
        return retryIfDeleted(() -> get(name).with(session -> session.handle(request)));
    }

    /** Answers as {@link #handle} does, if that needs no waiting: the world and the provider are open, and nobody is in the world. */
    public Optional<Reply> handleIfFree(String name, Request request) {
        World known = CallLog.isOn() ? null : live.get(name);
        return known == null ? Optional.empty() : live.used(known).handleIfFree(request);
    }

    /** After how many bytes of its body a request may break; creates no world. */
    public List<Integer> cutPoints(String name, Request head) {
        World known = live.get(name);
        return known == null
                ? new NamedScenarios(settings).cutPoints(head, List.of())
                : known.named().cutPoints(head, known.early().cutPoints());
    }

    /** Answers one request of whose body only a part was read, if it breaks there. */
    public Optional<Reply> handleCut(String name, Request partial) {
        return retryIfDeleted(() -> get(name).with(session -> session.handleCut(partial)));
    }

    /** Decides how a TLS handshake in the world of that name goes on; creates the world only if a rule may make it fail. */
    public Handshake handshake(String name) {
        return FailingHandshakes.arePossible(Optional.ofNullable(live.get(name)), settings)
                ? retryIfDeleted(() -> FailingHandshakes.begin(get(name)))
                : Handshake.INTACT;
    }

    /** Runs something in a world, again if the world is deleted meanwhile: then in the one that replaces it. */
    public <T> T retryIfDeleted(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (DeletedWorldException e) {
                LOG.debug("world deleted or gone meanwhile, retrying", e);
            }
        }
    }

    /**
     * Returns that name.
     *
     * @throws IllegalArgumentException if it is not allowed
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return name;
    }

    /** What new worlds start with besides their state. */
    public WorldSettings settings() {
        return settings;
    }

    /** A clock as a world made now would have it. */
    public EmulatorClock freshClock() {
        return settings.newClock();
    }

    /** The world of that name, if it exists; the default world always does. Throws as {@link #get} does. */
    public Optional<World> find(String name) {
        return name.equals(DEFAULT) ? Optional.of(get(name)) : existing(name);
    }

    private Optional<World> existing(String name) {
        if (!live.has(name) && loader.isPresent() && NAME.matcher(name).matches()) {
            loader.get().await(name, false);
        }
        return Optional.ofNullable(live.get(name)).map(live::used);
    }

    /** The memory that all worlds share. */
    public MemoryBudget memory() {
        return settings.memory();
    }

    /** All worlds in this process by name. */
    public List<World> list() {
        return live.list();
    }

    /** Removes a world and all that is in it, also from the store; false if there was none. */
    public boolean delete(String name) {
        World world = live.get(name);
        if (store.isPresent()) {
            return world == null ? deleteStored(name, store.get()) : WorldReleaser.delete(world, store.get(), live);
        }
        if (world != null) {
            live.remove(world);
            world.delete();
        }
        return world != null;
    }

    private boolean deleteStored(String name, WorldStore shared) {
        loader.orElseThrow().join(shared.take(requireName(name)), name);
        return WorldReleaser.delete(name, shared);
    }

    /**
     * Saves a world and lets other processes have it; false if it is not here, or somebody stays in it for a second.
     *
     * @throws UncheckedIOException if it cannot be saved; then it stays here
     */
    public boolean release(String name) {
        World world = live.get(name);
        return world != null && store.isPresent() && WorldReleaser.release(world, store.get(), live);
    }

    /** Without a store, the world ends. */
    private boolean evict(World world) {
        return store.isPresent()
                ? WorldReleaser.releaseIfIdle(world, store.get(), live)
                : world.end(Duration.ZERO, () -> live.remove(world));
    }
}
