package dev.hostdouble.world;

import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.ActiveScenarios.RuleCounts;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import java.util.List;
import java.util.function.Supplier;

/**
 * The fault rules of a world as seen from outside: each look at them takes the world's lock, and finds a world that has
 * begun, so that what it begins with is there and comes up no more once it was taken away.
 */
public final class WorldFaults {
    private final World world;
    private final ActiveScenarios faults;

    WorldFaults(World world, ActiveScenarios faults) {
        this.world = world;
        this.faults = faults;
    }

    /** Makes a rule active. Where several fit a call, the one installed first strikes. */
    public void install(Rule rule) {
        begun(() -> {
            faults.install(rule);
            return rule;
        });
    }

    /** Makes a scenario active from now on, in the place of one of the same name. */
    public void activate(Scenario scenario) {
        begun(() -> {
            faults.activate(scenario, world.clock().now());
            return scenario;
        });
    }

    /** Ends a scenario; false if there was none of that name. */
    public boolean deactivate(String name) {
        return begun(() -> faults.deactivate(name));
    }

    /** The active scenarios, in the order in which they are tried. */
    public List<Scenario> scenarios() {
        return begun(faults::scenarios);
    }

    /** How often each rule of the active scenarios matched and struck. */
    public List<RuleCounts> hits() {
        return begun(faults::counts);
    }

    public void clear() {
        begun(() -> {
            faults.clear();
            return faults;
        });
    }

    private <T> T begun(Supplier<T> work) {
        return world.locked(() -> {
            world.clock();
            return work.get();
        });
    }
}
