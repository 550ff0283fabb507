package dev.hostdouble.world;

import dev.hostdouble.scenario.Scenario;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What every new world starts with.
 *
 * @param clock how its clock goes
 * @param seed where its ids, keys and passwords come from
 * @param journal how many calls it remembers
 * @param strict whether answers that are only assumed are refused
 * @param maxWorlds how many worlds there may be at a time besides the default one
 * @param wall the clock on the wall; the one place it enters
 * @param journalBytes what the journals of all worlds keep
 * @param startScenarios what is active from the start
 */
public record WorldSettings(
        ClockMode clock,
        long seed,
        int journal,
        boolean strict,
        int maxWorlds,
        Clock wall,
        AtomicLong journalBytes,
        Supplier<List<Scenario>> startScenarios) {
    public WorldSettings(ClockMode clock, long seed, int journal, boolean strict, int maxWorlds, Clock wall) {
        this(clock, seed, journal, strict, maxWorlds, wall, new AtomicLong(), List::of);
    }

    /** The same, and scenarios that are active from the start; asked for whenever a world is made. */
    public WorldSettings with(Supplier<List<Scenario>> scenarios) {
        return new WorldSettings(clock, seed, journal, strict, maxWorlds, wall, journalBytes, scenarios);
    }

    List<Scenario> scenarios() {
        return startScenarios.get();
    }

    /** The wall clock in UTC. */
    public static Clock wallClock() {
        return Clock.systemUTC();
    }
}
