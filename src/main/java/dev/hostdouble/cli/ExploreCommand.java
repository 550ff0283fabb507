package dev.hostdouble.cli;

import dev.hostdouble.Settings;
import dev.hostdouble.core.Durations;
import dev.hostdouble.explore.Exploration;
import dev.hostdouble.explore.ExploreException;
import dev.hostdouble.explore.ExploreOptions;
import dev.hostdouble.explore.ExploreText;
import dev.hostdouble.explore.Explorer;
import dev.hostdouble.explore.Progress;
import dev.hostdouble.explore.ReportFolder;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/** {@code explore -- COMMAND}: finds bugs of a client by running it again and again, each time with another fault. */
final class ExploreCommand extends Command {
    private static final String CLOCK = "step:5s";
    private static final int BUDGET = 300;
    private static final int MOST_TRIALS = 100_000;
    private static final int MOST_PARALLEL = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    ExploreCommand() {
        super("explore", "Find bugs of a client: run it with one fault after the other.");
    }

    @Override
    Operands operands() {
        return new Operands("COMMAND", 1, Integer.MAX_VALUE, "the command line of the client, after --");
    }

    @Override
    Options flags() {
        return new Options()
                .addOption(value(
                        "faults",
                        "GLOB",
                        "try only these, such as lost-reply or *@hosterapi/server.create#1; separate several with commas",
                        "all"))
                .addOption(toggle("pairs", "also try two faults in one run"))
                .addOption(value("budget", "N", "try at most that many faults", BUDGET))
                .addOption(value("parallel", "N", "run that many clients at a time", "what fits the machine"))
                .addOption(value("timeout", "TIME", "a run that takes longer hangs", "60s"))
                .addOption(value("report", "DIR", "write the report to this folder"))
                .addOption(value("world", "NAME|DIR", "the start state, as for serve", "default"))
                .addOption(value("clock", "MODE", "the clock of the worlds, as for serve", CLOCK));
    }

    @Override
    boolean logs() {
        return true;
    }

    @Override
    Set<String> onlyTyped() {
        return Set.of("clock");
    }

    @Override
    int run(Arguments arguments, PrintWriter out)
            throws InvalidFileException, IOException, InterruptedException, ExploreException {
        ExploreOptions options = options(arguments);
        Optional<Path> folder = folder(arguments);
        // Before the runs: they are lost if the report cannot be written.
        Optional<ReportFolder> report =
                folder.isPresent() ? Optional.of(ReportFolder.at(folder.get())) : Optional.empty();
        Progress progress = new ExploreProgress(System.err, ExploreProgress.isTerminal());
        Exploration found = new Explorer(options, progress).explore();
        if (report.isPresent()) {
            report.get().write(found);
        }
        out.print(ExploreText.of(found, folder));
        out.flush();
        return found.findings().isEmpty() ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private static Optional<Path> folder(Arguments arguments) {
        try {
            return arguments.text("report").map(Path::of);
        } catch (InvalidPathException e) {
            throw new Arguments.InvalidValueException("invalid value for --report: " + e.getMessage());
        }
    }

    private static ExploreOptions options(Arguments arguments) {
        return new ExploreOptions(
                arguments.operands(),
                arguments.parsed("faults", ExploreCommand::patterns).orElse(List.of()),
                arguments.isOn("pairs"),
                (int) arguments.number("budget", BUDGET, 1, MOST_TRIALS),
                arguments.text("parallel").isPresent()
                        ? OptionalInt.of((int) arguments.number("parallel", 1, 1, MOST_PARALLEL))
                        : OptionalInt.empty(),
                arguments.parsed("timeout", ExploreCommand::timeout).orElse(TIMEOUT),
                settings(arguments));
    }

    private static List<ExploreOptions.Pattern> patterns(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .peek(name -> {
                    if (name.isEmpty()) {
                        throw new IllegalArgumentException("expected names of faults, separated by commas");
                    }
                })
                .map(ExploreOptions.Pattern::of)
                .toList();
    }

    private static Duration timeout(String text) {
        Duration timeout = Durations.parse(text);
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("expected 1s to 1h, not " + text);
        }
        return timeout;
    }

    /** Clients compare dates with their own clock, so the worlds start at the present. */
    private static Settings settings(Arguments arguments) {
        ClockMode clock = typed(arguments, "clock", ClockMode::parse).orElse(ClockMode.parse(CLOCK));
        Settings settings = Settings.forTests().withHostNow().withClock(clock);
        return arguments.text("world").map(settings::withWorld).orElse(settings);
    }

    /** Not from the environment: there it is meant for serve, whose clock is another one unless it is set. */
    private static <T> Optional<T> typed(Arguments arguments, String flag, Function<String, T> parse) {
        try {
            return arguments.typed(flag).map(parse);
        } catch (IllegalArgumentException e) {
            throw new Arguments.InvalidValueException("invalid value for --" + flag + ": " + e.getMessage());
        }
    }
}
