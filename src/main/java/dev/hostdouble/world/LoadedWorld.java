package dev.hostdouble.world;

import dev.hostdouble.core.Fact;
import dev.hostdouble.journal.EventLog;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.journal.SavedCounts;
import dev.hostdouble.scenario.ActiveScenarios;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A saved state, made ready to take the place of what a world is. It is made before anybody has to wait for it. */
record LoadedWorld(
        WorldSettings settings,
        WorldStart start,
        ActiveScenarios scenarios,
        WorldState state,
        SavedCounts counts,
        EventLog.Snapshot before) {
    static LoadedWorld of(
            String name,
            WorldSettings settings,
            SavedWorld saved,
            Optional<WorldCopy> copy,
            Journal journal,
            BiConsumer<String, Long> room) {
        WorldSettings own = settings.withSeed(saved.seed());
        ActiveScenarios scenarios = new ActiveScenarios(saved.seed(), WorldRandom::new);
        scenarios.restore(saved.scenarios(), key -> fact(saved.start(), key));
        WorldState state = WorldState.of(name, own, saved, copy, journal, scenarios, room);
        EventLog.Snapshot before = copy.flatMap(WorldCopy::events).orElse(EventLog.Snapshot.UNKNOWN);
        return new LoadedWorld(own, saved.start(), scenarios, state, saved.counts(), before);
    }

    private static Optional<Fact> fact(WorldStart start, String key) {
        return start.states().stream()
                .flatMap(known -> known.provider().facts().stream())
                .filter(fact -> fact.key().equals(key))
                .findFirst()
                .map(Fact.class::cast);
    }
}
