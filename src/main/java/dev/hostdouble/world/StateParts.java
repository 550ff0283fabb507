package dev.hostdouble.world;

import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.journal.Journal;
import dev.hostdouble.provider.StartState.Content;
import dev.hostdouble.provider.StartState.WorldParts;
import dev.hostdouble.scenario.ActiveScenarios;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * What the state of a world is made of.
 *
 * @param name of the world
 * @param startedAt the date of its start
 * @param journal that of the world, which outlasts the state
 * @param room makes room for a number of bytes of something
 */
record StateParts(
        String name,
        WorldSettings settings,
        WorldStart start,
        Instant startedAt,
        Journal journal,
        ActiveScenarios scenarios,
        BiConsumer<String, Long> room) {
    /** What each provider gets. */
    WorldParts forProviders(Database database, Jobs jobs, Content content) {
        return new WorldParts(
                database, jobs, startedAt, new WorldRandom(settings.seed()), settings.acceptAnyToken(), content);
    }
}
