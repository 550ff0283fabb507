package dev.hostdouble.world;

import dev.hostdouble.core.Handshake;
import dev.hostdouble.scenario.EarlyRules;
import dev.hostdouble.scenario.HandshakeHit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS handshakes in worlds whose rules may make them fail. */
final class FailingHandshakes {
    private static final Logger LOG = LoggerFactory.getLogger(FailingHandshakes.class);

    private FailingHandshakes() {}

    /**
     * Whether a rule may make a handshake fail.
     *
     * @param world the world, if it exists
     * @param settings those of all worlds
     */
    static boolean arePossible(Optional<World> world, WorldSettings settings) {
        EarlyRules rules = world.filter(known -> known.clock().isPresent())
                .map(World::early)
                .orElseGet(() -> EarlyRules.of(settings.scenarios())); // with which it will open
        return rules.breakHandshakes();
    }

    /** Counts a handshake for the rules of a world, and says how it goes on. */
    static Handshake begin(World world) {
        return world.with(
                session -> session.scenarios().beginHandshake(session.time().elapsed(), hit -> applied(world, hit)));
    }

    private static void applied(World world, HandshakeHit hit) {
        LOG.info(
                "world {}: TLS handshake failed by {}: {}",
                world.name(),
                hit.rule(),
                hit.fault().words());
        try {
            world.run(session -> hit.count());
        } catch (DeletedWorldException e) {
            LOG.debug("world deleted meanwhile", e);
        }
    }
}
