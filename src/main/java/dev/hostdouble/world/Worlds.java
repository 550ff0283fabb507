package dev.hostdouble.world;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** All worlds of this process. A world named for the first time is created from the start state. */
public final class Worlds {
    /** The world of requests that name none. */
    public static final String DEFAULT = "default";

    /** What is allowed as a name, for error messages. */
    public static final String ALLOWED = "a world's name is 1 to 64 of A-Z a-z 0-9 . _ -";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Rules rules;
    private final List<ApiFactory> factories;
    private final Map<String, World> worlds = new ConcurrentHashMap<>();

    public Worlds(Rules rules, List<ApiFactory> factories) {
        this.rules = rules;
        this.factories = List.copyOf(factories);
    }

    /**
     * The world of that name, made now if there is none.
     *
     * @throws IllegalArgumentException if the name is not allowed
     * @throws TooManyWorlds if there is no room for another
     */
    public World get(String name) {
        World known = worlds.get(name);
        return known != null ? known : create(name);
    }

    /** Answers one request to a provider in the world of that name; throws as {@link #get} does. */
    public Reply handle(String name, String api, Request request) {
        while (true) {
            Optional<Reply> reply = get(name).handle(api, request);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
    }

    private World create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(ALLOWED);
        }
        if (worlds.size() >= rules.maxWorlds()) {
            throw new TooManyWorlds(rules.maxWorlds());
        }
        return worlds.computeIfAbsent(name, fresh -> new World(fresh, rules, factories));
    }

    /** The world of that name, if it was ever named. */
    public Optional<World> find(String name) {
        return Optional.ofNullable(worlds.get(name));
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
            world.close();
        }
        return world != null;
    }

    /** There is no room for another world. */
    public static final class TooManyWorlds extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyWorlds(int max) {
            super("there are " + max + " worlds already; delete some: DELETE /_emulator/worlds/{name}");
        }
    }
}
