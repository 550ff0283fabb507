package dev.hostdouble;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The world that a request names, and the request inside it: by the path {@code /_w/{world}}, the header
 * {@code Emulator-World} or the host {@code {world}.localhost}. A request that names none is for the default world.
 */
record NamedWorld(String world, Request inside) {
    /** A name, and where it stands in the request, such as {@code the path /_w/a}. */
    private record Naming(String world, String place) {}

    /**
     * Reads the world of a request.
     *
     * @throws IllegalArgumentException if the request names two worlds
     */
    static NamedWorld of(Request request, WorldDomains domains) {
        String base = base(request.path());
        List<Naming> namings = new ArrayList<>(3);
        if (!base.isEmpty()) {
            namings.add(new Naming(base.substring(ReservedPaths.WORLD.length()), "the path " + base));
        }
        for (Header field : request.headers().fields()) {
            if (field.name().equalsIgnoreCase(ReservedPaths.WORLD_HEADER)) {
                namings.add(new Naming(field.value(), "the header " + ReservedPaths.WORLD_HEADER));
            }
        }
        domains.world(request.authority())
                .ifPresent(world -> namings.add(new Naming(world, "the host " + request.authority())));
        String world = namings.isEmpty() ? Worlds.DEFAULT : namings.get(0).world();
        for (Naming other : namings) {
            if (!other.world().equals(world)) {
                throw new IllegalArgumentException(
                        "the request names two worlds, '" + YamlNode.excerpt(world) + "' and '"
                                + YamlNode.excerpt(other.world()) + "', by "
                                + YamlNode.excerpt(namings.get(0).place()) + " and " + YamlNode.excerpt(other.place())
                                + ": expected one");
            }
        }
        Request inside =
                base.isEmpty() ? request : request.withBase(base, request.path().substring(base.length()));
        return new NamedWorld(world, inside);
    }

    /** The prefix of a path that names a world; the empty string if it has none. */
    private static String base(String path) {
        if (!path.startsWith(ReservedPaths.WORLD)) {
            return "";
        }
        int end = path.indexOf('/', ReservedPaths.WORLD.length());
        return end < 0 ? path : path.substring(0, end);
    }
}
