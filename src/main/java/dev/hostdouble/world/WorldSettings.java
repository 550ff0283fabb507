package dev.hostdouble.world;

import dev.hostdouble.core.EmulatorHeaders;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.journal.ActivityCounts;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every new world starts with.
 *
 * @param clock the mode of its clock
 * @param seed the seed of its ids, keys, passwords and tickets
 * @param acceptAnyToken whether unknown tokens are accepted
 * @param strict whether answers that are only assumed are refused
 * @param journal how many calls it remembers
 * @param maxWorlds how many worlds there may be at a time besides the default one
 * @param wall the host's clock; the one place where it enters
 * @param now when each world starts
 * @param memory what all worlds may use together
 * @param evictWorlds whether the least recently used world makes room for a new one
 * @param unknownCalls warns of calls that match no operation
 * @param startScenarios the scenarios that are active from the start
 * @param requestedScenarios finds the scenarios that a request names for itself
 * @param replyHeaders the headers that the emulator adds to the replies of providers
 * @param counts counts what happens in all worlds
 */
public record WorldSettings(
        ClockMode clock,
        long seed,
        boolean acceptAnyToken,
        boolean strict,
        int journal,
        int maxWorlds,
        Clock wall,
        StartDate now,
        MemoryBudget memory,
        boolean evictWorlds,
        UnknownCalls unknownCalls,
        Supplier<List<Scenario>> startScenarios,
        RequestedScenarios requestedScenarios,
        EmulatorHeaders replyHeaders,
        ActivityCounts counts) {
    /** Settings without scenarios, for worlds that start at the host's present. */
    public WorldSettings(
            ClockMode clock,
            long seed,
            boolean acceptAnyToken,
            boolean strict,
            int journal,
            int maxWorlds,
            Clock wall) {
        this(
                clock,
                seed,
                acceptAnyToken,
                strict,
                journal,
                maxWorlds,
                wall,
                StartDate.HOST,
                MemoryBudget.ofHeap(),
                false,
                new UnknownCalls(),
                List::of,
                RequestedScenarios.NONE,
                EmulatorHeaders.NONE,
                new ActivityCounts());
    }

    /** These settings for worlds that start at another date. */
    public WorldSettings withNow(StartDate date) {
        return with(seed, date, memory, evictWorlds, startScenarios, requestedScenarios);
    }

    /** These settings with scenarios that are active from the start; asked for whenever a world is created. */
    public WorldSettings withScenarios(Supplier<List<Scenario>> scenarios) {
        return with(seed, now, memory, evictWorlds, scenarios, requestedScenarios);
    }

    /** These settings with a way to find the scenarios that a request names for itself. */
    public WorldSettings withRequestedScenarios(RequestedScenarios requested) {
        return with(seed, now, memory, evictWorlds, startScenarios, requested);
    }

    /** These settings with other headers that the emulator adds to the replies of providers. */
    public WorldSettings withReplyHeaders(EmulatorHeaders headers) {
        return new WorldSettings(
                clock,
                seed,
                acceptAnyToken,
                strict,
                journal,
                maxWorlds,
                wall,
                now,
                memory,
                evictWorlds,
                unknownCalls,
                startScenarios,
                requestedScenarios,
                headers,
                counts);
    }

    /**
     * These settings for worlds in which a recording is played: their clocks stand still, and nobody counts their calls.
     *
     * @param any whether unknown tokens are accepted there
     * @param strictly whether answers that are only assumed are refused there
     */
    public WorldSettings forRecording(long recordedSeed, boolean any, boolean strictly) {
        return new WorldSettings(
                ClockMode.MANUAL,
                recordedSeed,
                any,
                strictly,
                journal,
                1,
                wall,
                now,
                memory,
                false,
                unknownCalls,
                startScenarios,
                requestedScenarios,
                replyHeaders,
                new ActivityCounts());
    }

    /** These settings with another seed. */
    WorldSettings withSeed(long other) {
        return with(other, now, memory, evictWorlds, startScenarios, requestedScenarios);
    }

    /**
     * These settings with another limit of memory.
     *
     * @param budget what all worlds may use together
     * @param evict whether the least recently used world makes room for a new one
     */
    public WorldSettings withMemory(MemoryBudget budget, boolean evict) {
        return with(seed, now, budget, evict, startScenarios, requestedScenarios);
    }

    private WorldSettings with(
            long newSeed,
            StartDate date,
            MemoryBudget budget,
            boolean evict,
            Supplier<List<Scenario>> scenarios,
            RequestedScenarios requested) {
        return new WorldSettings(
                clock,
                newSeed,
                acceptAnyToken,
                strict,
                journal,
                maxWorlds,
                wall,
                date,
                budget,
                evict,
                unknownCalls,
                scenarios,
                requested,
                replyHeaders,
                counts);
    }

    /** The clock of a world that starts now. */
    EmulatorClock newClock() {
        return new EmulatorClock(clock, wall, now);
    }

    List<Scenario> scenarios() {
        return startScenarios.get();
    }

    /** The host's clock in UTC. */
    public static Clock hostClock() {
        return Clock.systemUTC();
    }
}
