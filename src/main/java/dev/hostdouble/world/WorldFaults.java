package dev.hostdouble.world;

import dev.hostdouble.scenario.Faults;
import dev.hostdouble.scenario.Rule;
import java.util.List;

/** The fault rules of a world as seen from outside: each look at them takes the world's lock. */
public final class WorldFaults {
    private final World world;
    private final Faults faults;

    WorldFaults(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    /** Makes a rule active. Where several fit a call, the one installed first strikes. */
    public void install(Rule rule) {
        world.locked(() -> {
            faults.install(rule);
            return rule;
        });
    }

    /** The active rules, in the order in which they are tried. */
    public List<Rule> rules() {
        return world.locked(faults::rules);
    }

    public void clear() {
        world.locked(() -> {
            faults.clear();
            return faults;
        });
    }
}
