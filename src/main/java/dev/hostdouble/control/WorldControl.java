package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.ClockControl.ClockJson;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Worlds: their health, and creating, resetting and deleting them. */
final class WorldControl {
    private final Worlds worlds;
    private final List<String> apis;
    private final String version;

    WorldControl(Worlds worlds, List<Provider> providers, String version) {
        this.worlds = worlds;
        this.apis = providers.stream().map(Provider::name).toList();
        this.version = version;
    }

    /** {@code GET health}: 200 as soon as the server runs. A world that does not exist yet is described as it would start. */
    Reply health(ControlCall call) {
        Optional<World> world = worlds.list().stream()
                .filter(known -> known.name().equals(call.worldName()))
                .findFirst();
        ClockJson clock =
                world.map(known -> known.with(ClockJson::of)).orElseGet(() -> ClockJson.of(worlds.freshClock()));
        List<String> scenarios =
                world.map(known -> known.with(session -> session.scenarios().scenarios())).orElse(List.of()).stream()
                        .map(Scenario::name)
                        .toList();
        List<String> names = worlds.list().stream().map(World::name).toList();
        return ControlJson.reply(200, new Health("ok", version, apis, names, clock, worlds.seed(), scenarios));
    }

    /** {@code POST reset}: back to start state, clock and journal; answers when finished. */
    Reply reset(ControlCall call) {
        call.world().reset();
        return ControlJson.reply(200, Map.of("reset", call.worldName()));
    }

    /** {@code GET worlds}. */
    Reply list(ControlCall call) {
        List<WorldJson> views =
                worlds.list().stream().flatMap(WorldControl::ifStillThere).toList();
        return ControlJson.reply(200, Map.of("worlds", views));
    }

    private static Stream<WorldJson> ifStillThere(World world) {
        try {
            return Stream.of(WorldJson.of(world));
        } catch (World.DeletedException e) {
            return Stream.empty();
        }
    }

    /** {@code PUT worlds/{name}}: created from the start state; 201, or 200 if it exists. */
    Reply create(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("from"));
        String from = body.path("from").asText(Worlds.DEFAULT);
        if (!from.equals(Worlds.DEFAULT)) {
            throw new ControlException(400, "invalid \"from\": expected \"default\", the start state");
        }
        String name = call.path("name");
        return ControlJson.reply(worlds.create(name) ? 201 : 200, WorldJson.of(worlds.get(name)));
    }

    /** {@code DELETE worlds/{name}}. The next call that names the default world gets a fresh one. */
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
            ClockJson clock,
            long seed,
            List<String> scenarios) {}

    private record WorldJson(String name, ClockJson clock, long seed, int requests) {
        static WorldJson of(World world) {
            return world.with(session -> new WorldJson(
                    world.name(),
                    ClockJson.of(session),
                    world.seed(),
                    session.journal().entries().size()));
        }
    }
}
