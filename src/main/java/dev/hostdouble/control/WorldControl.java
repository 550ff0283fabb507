package dev.hostdouble.control;

import dev.hostdouble.control.ClockControl.ClockJson;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.NoRoomException;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldCopy;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Worlds: their health, and creating, resetting and deleting them. */
final class WorldControl {
    private final Worlds worlds;
    private final List<String> apis;
    private final String version;
    private final ServerState server;
    private final ReentrantLock copying = new ReentrantLock();

    WorldControl(Worlds worlds, List<Provider> providers, String version, ServerState server) {
        this.server = server;
        this.worlds = worlds;
        this.apis = providers.stream().map(Provider::name).toList();
        this.version = version;
    }

    /**
     * {@code GET health}: 200 when the server has started, and 503 before. It waits for nobody. A world that does not exist
     * yet is described as it would start.
     */
    Reply health(ControlCall call) {
        boolean isStarted = server.isStarted().getAsBoolean();
        List<World> all = worlds.list();
        Optional<World> world = all.stream()
                .filter(known -> known.name().equals(call.worldName()))
                .findFirst();
        ClockJson clock = ClockJson.of(world.flatMap(World::clock).orElseGet(worlds::freshClock));
        List<String> scenarios = world.map(World::scenarioNames).orElse(List.of());
        List<String> names = all.stream().map(World::name).toList();
        List<String> problems = server.problems().get();
        return ControlJson.reply(
                isStarted ? 200 : 503,
                new Health(
                        isStarted ? "ok" : "starting",
                        version,
                        apis,
                        names,
                        clock,
                        worlds.settings().seed(),
                        scenarios,
                        problems.isEmpty() ? null : problems));
    }

    /** {@code GET ca.pem}: what clients of the HTTPS port must trust. It is no secret. */
    Reply certificates(ControlCall call) {
        String pem = server.certificates()
                .orElseThrow(() -> new ControlException(
                        404, "no HTTPS here: start the server with --https-port or HOSTDOUBLE_HTTPS_PORT"));
        return Reply.text(200, "application/x-pem-file", pem);
    }

    /** {@code POST reset}: back to start state, clock and journal; answers when finished. */
    Reply reset(ControlCall call) {
        call.world().reset();
        return ControlJson.reply(200, Map.of("reset", call.worldName()));
    }

    /** {@code GET worlds}. It waits for nobody. A world that was never used is described as it would start. */
    Reply list(ControlCall call) {
        List<WorldJson> views = worlds.list().stream()
                .map(world -> WorldJson.of(world, world.clock().orElseGet(worlds::freshClock)))
                .toList();
        return ControlJson.reply(
                200,
                new WorldsJson(views, worlds.memory().used(), worlds.memory().limit()));
    }

    /**
     * {@code PUT worlds/{name}}: created from the start state; 201, or 200 if it exists. With {@code {"from":"other"}} it
     * becomes a copy of another world, whatever it was before.
     */
    Reply create(ControlCall call) {
        String name = call.path("name");
        if (call.body().has("from")) {
            return fork(name, call.body().path("from").asText());
        }
        return ControlJson.reply(worlds.create(name) ? 201 : 200, WorldJson.of(worlds.get(name)));
    }

    private Reply fork(String name, String from) {
        Worlds.requireName(name);
        if (name.equals(from)) {
            throw new ControlException(400, "/from: a world cannot be a copy of itself");
        }
        World other = worlds.find(from)
                .orElseThrow(() -> new ControlException(
                        404,
                        NearestName.unknown(
                                "world",
                                YamlNode.excerpt(from),
                                worlds.list().stream().map(World::name).toList())));
        WorldCopy copied = copy(other);
        boolean isNew = worlds.create(name);
        World copy = worlds.get(name);
        copied.into(copy);
        return ControlJson.reply(isNew ? 201 : 200, WorldJson.of(copy));
    }

    /** One at a time: a copy of a large world takes much memory before it is counted. */
    private WorldCopy copy(World other) {
        copying.lock();
        try {
            if (!worlds.memory().hasRoom(2 * other.bytes())) {
                throw NoRoomException.memory("a copy of the world", worlds.memory());
            }
            return WorldCopy.of(other);
        } finally {
            copying.unlock();
        }
    }

    /** {@code DELETE worlds/{name}}. The next call that names the default world gets a fresh one. */
    Reply delete(ControlCall call) {
        String name = call.path("name");
        if (!worlds.delete(name)) {
            throw new ControlException(404, "no world '" + Excerpt.of(name) + "'");
        }
        return ControlJson.reply(200, Map.of("deleted", name));
    }

    /** {@code problems} is left out if there are none. */
    private record Health(
            String status,
            String version,
            List<String> apis,
            List<String> worlds,
            ClockJson clock,
            long seed,
            List<String> scenarios,
            @Nullable List<String> problems) {}

    /** All worlds, the bytes of memory that they use, and how many they may use. */
    private record WorldsJson(List<WorldJson> worlds, long memory, long memoryLimit) {}

    /** {@code scenarios} are the names of the active ones. */
    private record WorldJson(
            String name, ClockJson clock, long seed, long requests, List<String> scenarios, long memory) {
        static WorldJson of(World world, EmulatorClock clock) {
            return new WorldJson(
                    world.name(),
                    ClockJson.of(clock),
                    world.seed(),
                    world.calls(),
                    world.scenarioNames(),
                    world.bytes());
        }

        static WorldJson of(World world) {
            return world.with(session -> new WorldJson(
                    world.name(),
                    ClockJson.of(session),
                    world.seed(),
                    session.journal().size(),
                    world.scenarioNames(),
                    world.bytes()));
        }
    }
}
