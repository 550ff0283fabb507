package dev.hostdouble.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world at one moment, except the calls in its journal, for other worlds of this process. A world that is loaded with it goes
 * on as the copied one does; what of it takes time is done when that world is first used.
 */
public final class WorldCopy {
    private final SavedWorld world; // without tables and windows
    private final Optional<CopiedTables> tables;

    private WorldCopy(SavedWorld world, Optional<CopiedTables> tables) {
        this.world = world;
        this.tables = tables;
    }

    /** Everything that a world is now. Jobs that are due stay due. */
    public static WorldCopy of(World world) {
        return world.with(session -> new WorldCopy(
                new SavedWorld(
                        world.seed(),
                        world.start(),
                        session.startedAt(),
                        session.clockMode(),
                        session.time(),
                        Map.of(),
                        session.scenarios().save(),
                        session.journal().counts(),
                        List.of()),
                session.state().copied()));
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
