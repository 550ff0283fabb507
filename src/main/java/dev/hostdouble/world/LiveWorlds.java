package dev.hostdouble.world;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worlds in the memory of this process: how many there may be, and which of them make room for others. */
final class LiveWorlds {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWorlds.class);

    /** What a world uses after its first call, with a small start state. */
    private static final long EXPECTED_BYTES = 160 << 10;

    private final WorldSettings settings;
    private final Predicate<World> leave;
    private final Map<String, World> worlds = new ConcurrentHashMap<>();
    private final Map<String, Long> lastUse = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    /**
     * No worlds yet.
     *
     * @param leave lets a world leave if nobody is in it; returns whether it did
     */
    LiveWorlds(WorldSettings settings, Predicate<World> leave) {
        this.settings = settings;
        this.leave = leave;
    }

    @Nullable
    World get(String name) {
        return worlds.get(name);
    }

    boolean has(String name) {
        return worlds.containsKey(name);
    }

    List<World> list() {
        return worlds.values().stream()
                .sorted(Comparator.comparing(World::name))
                .toList();
    }

    /** Notes that somebody uses a world now. */
    World used(World world) {
        if (settings.evictWorlds()) {
            lastUse.put(world.name(), uses.incrementAndGet());
        }
        return world;
    }

    void remove(World world) {
        if (worlds.remove(world.name(), world)) {
            settings.counts().worldRemoved();
        }
        lastUse.remove(world.name());
    }

    /**
     * Adds a world, or returns the one of that name. Room is counted and taken at once; a world that is not open yet is opened
     * later, under its own lock.
     */
    synchronized World admit(World fresh) {
        World known = worlds.get(fresh.name());
        if (known != null) {
            return known;
        }
        while (!fresh.name().equals(Worlds.DEFAULT) && isFull()) {
            if (!evictFor(fresh.name())) {
                throw NoRoomException.tooManyWorlds(settings.maxWorlds());
            }
        }
        if (!settings.memory().hasRoom(EXPECTED_BYTES)) {
            makeRoom(fresh.name(), "a new world", () -> settings.memory().hasRoom(EXPECTED_BYTES));
        }
        if (fresh.clock().isEmpty()) {
            fresh.memory().count();
        }
        worlds.put(fresh.name(), fresh);
        settings.counts().worldCreated();
        return fresh;
    }

    private boolean isFull() {
        return worlds.size() - (worlds.containsKey(Worlds.DEFAULT) ? 1 : 0) >= settings.maxWorlds();
    }

    /** Makes room as {@link WorldMemory.Room} says. The default world always has room: requests that name no world go there. */
    synchronized void makeRoom(String world, String what, BooleanSupplier hasRoom) {
        while (!hasRoom.getAsBoolean() && !world.equals(Worlds.DEFAULT)) {
            if (!evictFor(world)) {
                throw NoRoomException.memory(what, settings.memory());
            }
        }
    }

    /** Lets the least recently used world leave that nobody is in, if that is allowed; returns whether there was one. */
    private boolean evictFor(String other) {
        if (!settings.evictWorlds()) {
            return false;
        }
        List<World> oldest = worlds.values().stream()
                .filter(world ->
                        !world.name().equals(Worlds.DEFAULT) && !world.name().equals(other))
                .sorted(Comparator.comparing(world -> lastUse.getOrDefault(world.name(), 0L)))
                .toList();
        for (World world : oldest) {
            if (leave.test(world)) {
                LOG.info("world {} was evicted to make room for world {}", world.name(), other);
                return true;
            }
        }
        return false;
    }
}
