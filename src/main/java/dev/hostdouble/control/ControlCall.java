package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Request;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.NearestName;
import java.util.Locale;
import java.util.Map;

/**
 * One call of the control API.
 *
 * @param worldName the world it is about
 * @param createsWorld whether it creates the world if it does not exist
 * @param path the values of the named segments of its path, as sent
 * @param query its parameters, each of them known to the endpoint
 * @param body its body, valid by the schema of the endpoint
 */
record ControlCall(
        Worlds worlds,
        String worldName,
        boolean createsWorld,
        Request request,
        Map<String, String> path,
        Map<String, String> query,
        JsonNode body) {
    /** Whether the host of the request names the world, so that its path must not. */
    boolean namesWorldByHost() {
        return request.authority().toLowerCase(Locale.ROOT).startsWith(worldName + ".");
    }

    /** The world it is about; created now if the call creates worlds. */
    World world() {
        return createsWorld
                ? worlds.get(worldName)
                : worlds.find(worldName).orElseThrow(() -> new ControlException(404, unknownWorld()));
    }

    private String unknownWorld() {
        return NearestName.unknown(
                "world", worldName, worlds.list().stream().map(World::name).toList());
    }

    /** Whether the path has a named segment. */
    boolean hasPath(String name) {
        return path.containsKey(name);
    }

    String path(String name) {
        return QueryParams.decodePath(path.getOrDefault(name, ""));
    }
}
