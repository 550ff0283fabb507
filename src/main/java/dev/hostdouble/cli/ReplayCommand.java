package dev.hostdouble.cli;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingReader;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;

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
        Recording recording = RecordingReader.read(file);
        recording
                .incomplete()
                .ifPresent(why -> out.println("incomplete recording, which may come out differently: " + why));
        ReplayedWorld world;
        try {
            world = ReplayedWorld.of(recording);
            recording.events().forEach(world::play);
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidFileException(List.of(file + ":1: not a recording: invalid time or duration"));
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(
                    List.of(file + ":1: not a recording: " + Excerpt.of(String.valueOf(e.getMessage()), 200)));
        }
        world.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
        out.println(world.differences() + " of " + world.calls() + " replies differ");
        boolean isSame = world.problems().isEmpty() && recording.incomplete().isEmpty();
        return isSame ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }
}
