package dev.hostdouble.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.SavedTable;
import dev.hostdouble.db.Tables.UnfitException;
import dev.hostdouble.journal.SavedCounts;
import dev.hostdouble.scenario.SavedScenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a world is at one moment, except the calls in its journal. A world that is loaded with it goes on as the
 * saved one does. Random values need no state: each follows from the seed and from numbers that are in the tables.
 *
 * @param seed the seed of its ids, keys and passwords
 * @param start the state that a reset goes back to, and whatever of it is in no table
 * @param startedAt the date of its start
 * @param clock the mode of its clock
 * @param time the date that its clock shows, and the time that has elapsed
 * @param windows the windows in which each provider counts calls, by the name of the provider
 * @param scenarios the active scenarios in the order of evaluation
 * @param counts what its journal has counted
 * @param tables by name
 */
public record SavedWorld(
        long seed,
        WorldStart start,
        Instant startedAt,
        ClockMode clock,
        WorldTime time,
        Map<String, JsonNode> windows,
        List<SavedScenario> scenarios,
        SavedCounts counts,
        List<SavedTable> tables) {
    public SavedWorld {
        windows = Map.copyOf(windows);
        scenarios = List.copyOf(scenarios);
        tables = List.copyOf(tables);
    }

    /** Everything that a world is now. Jobs that are due stay due. */
    public static SavedWorld of(World world) {
        return world.with(session -> session.state()
                .look(state -> new SavedWorld(
                        world.seed(),
                        world.start(),
                        session.startedAt(),
                        session.clockMode(),
                        session.time(),
                        state.savedWindows(),
                        session.scenarios().save(),
                        session.journal().counts(),
                        state.savedTables())));
    }

    /**
     * Lets a world go on from here, whatever it was before; if that cannot be, the world stays as it is.
     *
     * @throws UnfitException if a row does not fit its table
     * @throws IllegalArgumentException if something else does not fit
     */
    public void into(World world) {
        LoadedWorld loaded = world.loaded(this, Optional.empty()); // before anybody has to wait
        boolean isTaken = false;
        try {
            world.goOn(loaded);
            isTaken = true;
        } finally {
            if (!isTaken) {
                loaded.state().close();
            }
        }
    }
}
