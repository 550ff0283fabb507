package dev.hostdouble.saved;

import dev.hostdouble.Providers;
import dev.hostdouble.start.StartStates;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Moves the clock of a world by a second and saves it, again and again, until it is killed. It prints what it has saved. */
final class EndlessSaves {
    private EndlessSaves() {}

    public static void main(String[] args) throws Exception {
        WorldSettings settings = new WorldSettings(ClockMode.MANUAL, 1, false, false, 10, 1, WorldSettings.hostClock());
        Worlds worlds = new Worlds(settings, new StartStates(Providers.ALL).read(Map.of()));
        World world = worlds.get("kept");
        StateFile file = new StateFile(Path.of(args[0]), "test"); // its lock ends with the process
        while (true) {
            world.advance(Duration.ofSeconds(1));
            file.save(worlds);
            System.out.println(world.clock().orElseThrow().time().elapsed());
        }
    }
}
