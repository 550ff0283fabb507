package dev.hostdouble.cli;

import dev.hostdouble.Providers;
import dev.hostdouble.Version;
import dev.hostdouble.control.Control;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingFile;
import dev.hostdouble.replay.PlayedWorld;
import dev.hostdouble.start.StartTexts;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import java.io.PrintWriter;
import java.nio.file.Path;

/** {@code replay FILE}: replays a file from {@code GET /_emulator/replay} or {@code GET /_emulator/report}, and compares every reply byte for byte. */
final class ReplayCommand extends Command {
    private static final int MAX_PROBLEMS = 20;

    ReplayCommand() {
        super("replay", "Play a recorded world again.");
    }

    @Override
    Operands operands() {
        return new Operands("FILE", 1, 1, "a file from GET /_emulator/replay or GET /_emulator/report");
    }

    @Override
    boolean logs() {
        return true;
    }

    @Override
    int run(Arguments arguments, PrintWriter out) throws Exception {
        Path file = Path.of(arguments.operands().get(0));
        Recording recording = RecordingFile.read(file);
        recording
                .incomplete()
                .ifPresent(why -> out.println("incomplete recording, which may come out differently: " + why));
        WorldSettings settings = new WorldSettings(ClockMode.MANUAL, 0, false, false, 0, 1, WorldSettings.hostClock());
        PlayedWorld.Parts parts = new PlayedWorld.Parts(
                Providers.ALL,
                StartTexts.reader(Providers.ALL),
                worlds -> Control.ofRecordings(worlds, Providers.ALL, Version.current()));
        try (PlayedWorld world = PlayedWorld.of(file.toString(), recording, Worlds.DEFAULT, settings, parts)) {
            world.play(() -> {});
            world.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
            out.println(world.differences() + " of " + world.calls() + " replies differ");
            boolean isSame =
                    world.problems().isEmpty() && recording.incomplete().isEmpty();
            return isSame ? ExitCode.FINE : ExitCode.WRONG_INPUT;
        }
    }
}
