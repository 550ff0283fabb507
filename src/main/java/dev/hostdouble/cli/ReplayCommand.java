package dev.hostdouble.cli;

import dev.hostdouble.recording.Recording;
import dev.hostdouble.recording.RecordingReader;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay FILE}: replays a file from {@code GET /_emulator/replay}, and compares every reply byte for byte. */
@Command(name = "replay", description = "Play a recorded world again.", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int MAX_PROBLEMS = 20;

    @Parameters(paramLabel = "FILE", description = "a file from GET /_emulator/replay")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Recording recording = RecordingReader.read(file);
        PrintWriter out = spec.commandLine().getOut();
        recording
                .incomplete()
                .ifPresent(why -> out.println("incomplete recording, which may come out differently: " + why));
        ReplayedWorld world;
        try {
            world = ReplayedWorld.of(recording);
            recording.events().forEach(world::play);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFileException(List.of(file + ":1: not a recording: " + e.getMessage()));
        }
        world.problems().stream().limit(MAX_PROBLEMS).forEach(out::println);
        out.println(world.differences() + " of " + world.calls() + " replies differ");
        boolean isSame = world.problems().isEmpty() && recording.incomplete().isEmpty();
        return isSame ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }
}
