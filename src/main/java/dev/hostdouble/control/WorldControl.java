package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.World;
import dev.hostdouble.world.World.WorldDeletedException;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Worlds: whether they are well, which there are, making, resetting and deleting them. */
final class WorldControl {
    private final Worlds worlds;
    private final String version;

    WorldControl(Worlds worlds, String version) {
        this.worlds = worlds;
        this.version = version;
    }

    /** {@code GET health}: 200 as soon as it serves; of a world that is not made yet, what it would be. */
    Reply health(ControlCall call) {
        EmulatorClock clock = worlds.find(call.worldName()).map(World::clock).orElseGet(worlds::freshClock);
        return ControlJson.reply(
                200,
                new Health(
                        "ok",
                        version,
                        worlds.apis(),
                        worlds.list().stream().map(World::name).toList(),
                        ClockControl.view(clock),
                        worlds.seed(),
                        worlds
                                .find(call.worldName())
                                .map(world -> world.faults().scenarios())
                                .orElse(List.of())
                                .stream()
                                .map(Scenario::name)
                                .toList()));
    }

    /** {@code POST reset}: start state, clock, faults and journal; answers when finished. */
    Reply reset(ControlCall call) {
        call.world().reset();
        return ControlJson.reply(200, Map.of("reset", call.worldName()));
    }

    /** {@code GET worlds}. */
    Reply list(ControlCall call) {
        List<WorldView> views =
                worlds.list().stream().flatMap(WorldControl::ifStillThere).toList();
        return ControlJson.reply(200, Map.of("worlds", views));
    }

    private static Stream<WorldView> ifStillThere(World world) {
        try {
            return Stream.of(WorldView.of(world));
        } catch (WorldDeletedException e) {
            return Stream.empty();
        }
    }

    /** {@code PUT worlds/{name}}: from the start state; 201, or 200 where it was there already. */
    Reply create(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("from"));
        String from = body.path("from").asText(Worlds.DEFAULT);
        if (!from.equals(Worlds.DEFAULT)) {
            throw new ControlException(
                    400, "worlds are made from the start state: \"from\" is \"default\" or left out");
        }
        String name = call.path("name");
        return ControlJson.reply(worlds.create(name) ? 201 : 200, WorldView.of(worlds.get(name)));
    }

    /** {@code DELETE worlds/{name}}. Whoever names the default world again gets a fresh one. */
    Reply delete(ControlCall call) {
        String name = call.path("name");
        if (!worlds.delete(name)) {
            throw new ControlException(404, "no world '" + name + "'");
        }
        return ControlJson.reply(200, Map.of("deleted", name));
    }

    private record Health(
            String status,
            String version,
            List<String> apis,
            List<String> worlds,
            ClockControl.View clock,
            long seed,
            List<String> scenarios) {}

    private record WorldView(String name, ClockControl.View clock, long seed, int requests) {
        static WorldView of(World world) {
            return world.locked(() -> new WorldView(
                    world.name(),
                    ClockControl.view(world.clock()),
                    world.seed(),
                    world.journal().entries().size()));
        }
    }
}
