package dev.hostdouble.control;

import dev.hostdouble.Providers;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.util.List;

/** The rows of the control API of a server, for tests that look at all of them. */
final class ControlRows {
    private ControlRows() {}

    static List<ControlRoute> all() {
        Worlds worlds = new Worlds(
                new WorldSettings(ClockMode.MANUAL, 7, false, false, 10, 1, WorldSettings.hostClock()), List.of());
        return new Control(
                        worlds,
                        Providers.ALL,
                        new Catalogue(Providers.ALL),
                        Access.OPEN,
                        "test",
                        new ServerState(() -> true, List::of))
                .rows();
    }
}
