package dev.hostdouble.world;

import dev.hostdouble.journal.EventLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world at one moment, mostly without the calls in its journal, for other worlds of this process. A world that is loaded with it goes
 * on as the copied one does; what of it takes time is done when that world is first used.
 */
public final class WorldCopy {
    private final SavedWorld world; // without tables and windows
    private final Optional<CopiedTables> tables;

    private final Optional<EventLog.Snapshot> events;

    private WorldCopy(SavedWorld world, Optional<CopiedTables> tables, Optional<EventLog.Snapshot> events) {
        this.world = world;
        this.tables = tables;
        this.events = events;
    }

    /** Everything that a world is now. Jobs that are due stay due. */
    public static WorldCopy of(World world) {
        return world.with(session -> of(world, session, session.clockMode(), Optional.empty()));
    }

    /** A world in which a recording was played, also with the calls in its journal, and with a clock in another mode. */
    public static WorldCopy ofPlayed(World world, ClockMode clock) {
        return world.with(session ->
                of(world, session, clock, Optional.of(session.journal().log().copied())));
    }

    private static WorldCopy of(
            World world, WorldSession session, ClockMode clock, Optional<EventLog.Snapshot> events) {
        SavedWorld saved = new SavedWorld(
                world.seed(),
                world.start(),
                session.startedAt(),
                clock,
                session.time(),
                Map.of(),
                session.scenarios().save(),
                session.journal().counts(),
                List.of());
        return new WorldCopy(saved, session.state().copied(), events);
    }

    /** What happened in it; empty if that stays there. */
    Optional<EventLog.Snapshot> events() {
        return events;
    }

    /** Its tables; empty if they are those of the start. */
    Optional<CopiedTables> tables() {
        return tables;
    }

    /**
     * Lets a world go on from here, whatever it was before; if that cannot be, the world stays as it is.
     *
     * @throws NoRoomException if there is not enough memory for the state
     */
    public void into(World other) {
        tables.ifPresent(copied -> other.memory().require("a copy of the world", copied.bytes()));
        other.goOn(other.loaded(world, Optional.of(this)));
    }
}
