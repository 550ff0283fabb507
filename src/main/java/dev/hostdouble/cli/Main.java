package dev.hostdouble.cli;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 fine, 1 wrong input, 2 could not run. Standard output carries the result, and
 * one line when the server is ready; everything else goes to standard error.
 */
@Command(
        name = "hostdouble",
        description = "A test double for the APIs of hosting providers.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Main.Serve.class,
            CheckCommand.class,
            ScenariosCommand.class,
            ReplayCommand.class,
            OperationsCommand.class,
            HealthCommand.class
        })
public final class Main implements Callable<Integer> {
    @Mixin
    private ServeOptions options = new ServeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs a command and exits with its exit code; a server keeps running. */
    public static void main(String[] args) {
        int code = run(args, System.getenv(), writer(System.out), writer(System.err), Main::configureLogging);
        if (code != ExitCode.FINE) {
            System.exit(code);
        }
    }

    /** Runs one command in this process, whose logging stays as it is; returns its exit code. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, System.getenv(), out, err);
    }

    static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return run(args, environment, out, err, result -> {});
    }

    /** Runs one command; a server keeps running in the background after this has returned 0. */
    private static int run(
            String[] args,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            Consumer<CommandLine.ParseResult> logging) {
        CommandLine line = new CommandLine(new Main());
        try {
            FlagDefaults defaults = new FlagDefaults(environment, args);
            defaults.requireKnown(line.getCommandSpec().options());
            line.setDefaultValueProvider(defaults);
        } catch (IOException | InvalidFileException e) {
            err.println("hostdouble: " + e.getMessage());
            return e instanceof InvalidFileException ? ExitCode.WRONG_INPUT : ExitCode.COULD_NOT_RUN;
        }
        return line.setOut(out)
                .setErr(err)
                .registerConverter(ClockMode.class, Main::clockMode)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(result -> {
                    logging.accept(result);
                    return execute(result);
                })
                .setParameterExceptionHandler((wrong, arguments) -> {
                    err.println("hostdouble: " + firstLine(wrong));
                    return isUsage(wrong) ? ExitCode.COULD_NOT_RUN : ExitCode.WRONG_INPUT;
                })
                .setExecutionExceptionHandler((failure, command, result) -> {
                    err.println("hostdouble: " + failure.getMessage());
                    return failure instanceof InvalidFileException || failure instanceof InvalidValueException
                            ? ExitCode.WRONG_INPUT
                            : ExitCode.COULD_NOT_RUN;
                })
                .execute(args);
    }

    /** Runs the command; flags before its name would be lost, so they are refused. */
    private static int execute(CommandLine.ParseResult result) {
        if (result.hasSubcommand() && !result.matchedOptions().isEmpty() && !isHelp(result)) {
            String flag = result.matchedOptions().get(0).longestName();
            String command = result.subcommand().commandSpec().name();
            throw new MisplacedFlagException(result.commandSpec().commandLine(), "put " + flag + " after " + command);
        }
        return new CommandLine.RunLast().execute(result);
    }

    /** Only a server and a replay have something to log; to make a logger takes the others half of their time. */
    private static void configureLogging(CommandLine.ParseResult result) {
        CommandLine.ParseResult command = result.hasSubcommand() ? result.subcommand() : result;
        Object user = command.commandSpec().userObject();
        if (user instanceof CheckCommand
                || user instanceof ScenariosCommand
                || user instanceof OperationsCommand
                || user instanceof HealthCommand) {
            LoggingSetup.disable();
        } else {
            CommandLine.Model.OptionSpec flag = command.commandSpec().findOption("--log");
            LoggingSetup.configure(flag == null ? LoggingSetup.Format.TEXT : flag.getValue());
        }
    }

    private static boolean isHelp(CommandLine.ParseResult result) {
        return result.isUsageHelpRequested() || result.isVersionHelpRequested();
    }

    /** Whether a command line is wrong in its flags, and not in their values. */
    private static boolean isUsage(CommandLine.ParameterException wrong) {
        return wrong instanceof CommandLine.UnmatchedArgumentException
                || wrong instanceof CommandLine.MissingParameterException
                || wrong instanceof CommandLine.OverwrittenOptionException
                || wrong instanceof MisplacedFlagException;
    }

    static void requireBetween(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidValueException(
                    "invalid value for " + flag + ": expected " + least + " to " + most + ", not " + value);
        }
    }

    private static ClockMode clockMode(String text) {
        try {
            return ClockMode.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong arguments");
    }

    @Override
    public Integer call() throws Exception {
        return options.serve(spec.commandLine().getOut());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** {@code serve}: the same as no command at all. */
    @Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Mixin
        private ServeOptions options = new ServeOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return options.serve(spec.commandLine().getOut());
        }
    }

    /** The version, for {@code --version}. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hostdouble " + Hostdouble.version()};
        }
    }

    /** A flag before the name of a command. */
    private static final class MisplacedFlagException extends CommandLine.ParameterException {
        private static final long serialVersionUID = 1;

        MisplacedFlagException(CommandLine line, String message) {
            super(line, message);
        }
    }

    /** A value that a flag cannot have. */
    static final class InvalidValueException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidValueException(String message) {
            super(message);
        }
    }
}
