package dev.hostdouble.control;

import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host that a client must call so that its TLS handshakes are those of a world: a handshake has no path. */
final class HandshakeHost {
    private static final String DOMAIN = ".localhost";

    /** What every TLS client sends as a host name. */
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,63}\\z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    private HandshakeHost() {}

    /** Which handshakes are those of a world, as one sentence; empty for the default world, which any host reaches. */
    static Optional<String> hint(World world) {
        String name = world.name();
        if (name.equals(Worlds.DEFAULT)) {
            return Optional.empty();
        }
        return Optional.of(
                HOST.matcher(name).matches()
                        ? "a TLS handshake has no path, only its host selects the world: call https://" + name + DOMAIN
                                + " at the HTTPS port"
                        : "a TLS handshake has no path, only its host selects the world, and no host can name '" + name
                                + "': use a world whose name has only a-z, 0-9 and hyphens");
    }

    /** {@link #hint}, unless the request itself names the world by its host, as the client under test then will too. */
    static Optional<String> hint(ControlCall call) {
        return call.namesWorldByHost() ? Optional.empty() : hint(call.world());
    }
}
