package dev.hostdouble.world;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.scenario.EarlyRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All worlds of this process. A world named for the first time is created from the start state. */
public final class Worlds {
    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);

    /** The world of requests that name none. */
    public static final String DEFAULT = "default";

    /** Which names are allowed, for error messages. */
    public static final String ALLOWED = "invalid world name: expected 1 to 64 of A-Z a-z 0-9 . _ -";

    /** What a world uses after its first call, with a small start state. */
    private static final long EXPECTED_BYTES = 160 << 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final WorldSettings settings;
    private final WorldStart start;
    private final Map<String, World> worlds = new ConcurrentHashMap<>();
    private final Map<String, Long> lastUse = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    /** The worlds of a process; none exists yet. */
    public Worlds(WorldSettings settings, WorldStart start) {
        this.settings = settings;
        this.start = start;
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
     * The world of that name, created now if it does not exist.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws NoRoomException if the limit is reached, or the memory is used up
     */
    public World get(String name) {
        World known = worlds.get(name);
        return used(known != null ? known : admit(fresh(name)));
    }

    /**
     * Makes the world of that name unless there is one; true if it was made now.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws NoRoomException if the limit is reached, or the memory is used up
     */
    public boolean create(String name) {
        World fresh = fresh(name);
        return used(admit(fresh)) == fresh;
    }

    private World fresh(String name) {
        return new World(requireName(name), settings, start, this::makeRoom);
    }

    private World used(World world) {
        lastUse.put(world.name(), uses.incrementAndGet());
        return world;
    }

    /** Opens all providers of the default world now, and not when they are first needed. */
    public void openDefault() {
        get(DEFAULT).run(session -> session.state().instances());
    }

    /** Answers one request outside the control API in the world of that name; throws as {@link #get} does. */
    public Reply handle(String name, Request request) {
        return retryIfDeleted(() -> get(name).with(session -> session.handle(request)));
    }

    /** After how many bytes of its body a request may break; creates no world. */
    public List<Integer> cutPoints(String name, Request head) {
        World known = worlds.get(name);
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
        World known = worlds.get(name);
        EarlyRules rules = known != null && known.clock().isPresent()
                ? known.early()
                : EarlyRules.of(settings.scenarios()); // with which it will open
        return rules.breakHandshakes() ? retryIfDeleted(() -> FailingHandshakes.begin(get(name))) : Handshake.INTACT;
    }

    /** Runs something in a world, again if the world is deleted meanwhile: then in the one that replaces it. */
    public <T> T retryIfDeleted(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (DeletedWorldException e) {
                LOG.debug("world deleted meanwhile, retrying", e);
            }
        }
    }

    /** Room is counted and taken at once; the world itself is made later, under its own lock. */
    private synchronized World admit(World fresh) {
        World known = worlds.get(fresh.name());
        if (known != null) {
            return known;
        }
        while (!fresh.name().equals(DEFAULT) && isFull()) {
            if (!evictFor(fresh.name())) {
                throw NoRoomException.tooManyWorlds(settings.maxWorlds());
            }
        }
        if (!settings.memory().hasRoom(EXPECTED_BYTES)) {
            makeRoom(fresh.name(), "a new world", () -> settings.memory().hasRoom(EXPECTED_BYTES));
        }
        fresh.memory().count();
        worlds.put(fresh.name(), fresh);
        return fresh;
    }

    private boolean isFull() {
        return worlds.size() - (worlds.containsKey(DEFAULT) ? 1 : 0) >= settings.maxWorlds();
    }

    /** The default world always has room: requests that name no world go there. */
    private synchronized void makeRoom(String world, String what, BooleanSupplier hasRoom) {
        while (!hasRoom.getAsBoolean() && !world.equals(DEFAULT)) {
            if (!evictFor(world)) {
                throw NoRoomException.memory(what, settings.memory());
            }
        }
    }

    /** Deletes the least recently used world that nobody is in, if that is allowed; returns whether there was one. */
    private boolean evictFor(String other) {
        if (!settings.evictWorlds()) {
            return false;
        }
        List<World> oldest = worlds.values().stream()
                .filter(world -> !world.name().equals(DEFAULT) && !world.name().equals(other))
                .sorted(Comparator.comparing(world -> lastUse.getOrDefault(world.name(), 0L)))
                .toList();
        for (World world : oldest) {
            if (world.deleteIfIdle()) {
                worlds.remove(world.name(), world);
                lastUse.remove(world.name());
                LOG.info("world {} was evicted to make room for world {}", world.name(), other);
                return true;
            }
        }
        return false;
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

    /** The seed of all worlds. */
    public long seed() {
        return settings.seed();
    }

    /** A clock as a world made now would have it. */
    public EmulatorClock freshClock() {
        return settings.newClock();
    }

    /** The world of that name, if it exists; the default world always does. */
    public Optional<World> find(String name) {
        return name.equals(DEFAULT)
                ? Optional.of(get(name))
                : Optional.ofNullable(worlds.get(name)).map(this::used);
    }

    /** The memory that all worlds share. */
    public MemoryBudget memory() {
        return settings.memory();
    }

    /** All worlds by name. */
    public List<World> list() {
        return worlds.values().stream()
                .sorted(Comparator.comparing(World::name))
                .toList();
    }

    /** Removes a world and all that is in it; false if there was none. */
    public boolean delete(String name) {
        World world = worlds.remove(name);
        lastUse.remove(name);
        if (world != null) {
            world.delete();
        }
        return world != null;
    }
}
