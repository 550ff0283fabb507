package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.provider.StartState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final WorldSettings settings;
    private final List<StartState> startStates;
    private final Map<String, World> worlds = new ConcurrentHashMap<>();

    /** The worlds of a process; none exists yet. */
    public Worlds(WorldSettings settings, List<StartState> startStates) {
        this.settings = settings;
        this.startStates = List.copyOf(startStates);
    }

    /**
     * The world of that name, created now if it does not exist.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws TooManyWorldsException if the limit is reached
     */
    public World get(String name) {
        World known = worlds.get(name);
        return known != null ? known : admit(new World(requireName(name), settings, startStates));
    }

    /**
     * Makes the world of that name unless there is one; true if it was made now.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws TooManyWorldsException if the limit is reached
     */
    public boolean create(String name) {
        World fresh = new World(requireName(name), settings, startStates);
        return admit(fresh) == fresh;
    }

    /** Answers one request outside the control API in the world of that name; throws as {@link #get} does. */
    public Reply handle(String name, Request request) {
        return retryIfDeleted(() -> get(name).handle(request));
    }

    /** After how many bytes of its body a request may break; creates no world. */
    public List<Integer> cutPoints(String name, Request head) {
        World known = worlds.get(name);
        return known == null ? World.cutPoints(settings, head, List.of()) : known.cutPoints(head);
    }

    /** Answers one request of whose body only a part was read, if it breaks there. */
    public Optional<Reply> handleCut(String name, Request partial) {
        return retryIfDeleted(() -> get(name).with(session -> session.handleCut(partial)));
    }

    /** Runs something in a world, again if the world is deleted meanwhile: then in the one that replaces it. */
    public <T> T retryIfDeleted(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (World.DeletedException e) {
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
        // The default world always has room: requests that name no world go there.
        int others = worlds.size() - (worlds.containsKey(DEFAULT) ? 1 : 0);
        if (!fresh.name().equals(DEFAULT) && others >= settings.maxWorlds()) {
            throw new TooManyWorldsException(settings.maxWorlds());
        }
        worlds.put(fresh.name(), fresh);
        return fresh;
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
        return name.equals(DEFAULT) ? Optional.of(get(name)) : Optional.ofNullable(worlds.get(name));
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
        if (world != null) {
            world.delete();
        }
        return world != null;
    }

    /** The limit of worlds is reached. */
    public static final class TooManyWorldsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyWorldsException(int max) {
            super("too many worlds: at most " + max + "; delete one with DELETE /_emulator/worlds/{name}");
        }
    }
}
