package dev.hostdouble.cli;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.journal.WorldEvent;
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
    private static final int LONGEST_MESSAGE = 200;

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
        int event = 0;
        try {
            world = ReplayedWorld.of(recording);
            for (WorldEvent next : recording.events()) {
                event++;
                world.play(next);
            }
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            String place = event == 0 ? "its start" : "event " + event;
            throw new InvalidFileException(List.of(file + ":1: " + place + " cannot be played: "
                    + Excerpt.of(String.valueOf(e.getMessage()), LONGEST_MESSAGE)));
        }
        world.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
        out.println(world.differences() + " of " + world.calls() + " replies differ");
        boolean isSame = world.problems().isEmpty() && recording.incomplete().isEmpty();
        return isSame ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }
}
