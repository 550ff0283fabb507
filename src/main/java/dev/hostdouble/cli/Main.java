package dev.hostdouble.cli;

import dev.hostdouble.Version;
import dev.hostdouble.cli.Arguments.InvalidValueException;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * The command line. {@link ExitCode} lists the exit codes. Standard output carries the result, and
 * one line when the server is ready; everything else goes to standard error.
 */
public final class Main {
    /** The names of the commands, in the order of the help. */
    static final List<String> COMMANDS = List.of(
            "serve",
            "check",
            "scenarios",
            "replay",
            "operations",
            "coverage",
            "health",
            HelpCommand.NAME,
            VersionCommand.NAME);

    private static final String HELP = "help";
    private static final String VERSION = "version";

    private Main() {}

    /** Runs a command and exits with its exit code; a server keeps running. */
    public static void main(String[] args) {
        int code = run(args, System.getenv(), writer(System.out), writer(System.err), true);
        if (code != ExitCode.FINE) {
            System.exit(code);
        }
    }

    /** Runs one command in this process, whose logging stays as it is; returns its exit code. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, System.getenv(), out, err);
    }

    static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return run(args, environment, out, err, false);
    }

    /** Runs one command; a server keeps running in the background after this has returned 0. */
    private static int run(
            String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err, boolean ownsLogging) {
        try {
            boolean isNamed = args.length > 0 && COMMANDS.contains(args[0]);
            if (!isNamed && args.length > 0 && !args[0].startsWith("-")) {
                throw new UsageException(NearestName.unknown("command", args[0], COMMANDS));
            }
            Command command = command(isNamed ? args[0] : "serve");
            List<String> rest = List.of(args).subList(isNamed ? 1 : 0, args.length);
            CommandLine line = parse(command, rest);
            if (line.hasOption(HELP)) {
                printHelp(isNamed ? Optional.of(command) : Optional.empty(), environment, out);
                return ExitCode.FINE;
            }
            if (line.hasOption(VERSION)) {
                out.println("hostdouble " + Version.current());
                return ExitCode.FINE;
            }
            requireOperands(command, isNamed, line);
            if (command instanceof HelpCommand) {
                printHelp(asked(line.getArgList()), environment, out);
                return ExitCode.FINE;
            }
            if (command instanceof VersionCommand) {
                out.println("hostdouble " + Version.current());
                return ExitCode.FINE;
            }
            FlagDefaults defaults = new FlagDefaults(environment, Optional.ofNullable(line.getOptionValue("config")));
            defaults.requireKnown(new ServeCommand().flags());
            Arguments arguments = new Arguments(line, defaults);
            String format = command.logs() ? arguments.word("log", LoggingSetup.TEXT, LoggingSetup.FORMATS) : "";
            if (ownsLogging) {
                configureLogging(format, command.logs() && arguments.isOn("verbose"));
            }
            return command.run(arguments, out);
        } catch (InvalidFileException | InvalidValueException | UsageException e) {
            err.println("hostdouble: " + e.getMessage());
            return ExitCode.WRONG_INPUT;
        } catch (AccessDeniedException e) {
            // Its message is the name alone.
            err.println("hostdouble: no permission to use " + e.getFile());
            return ExitCode.COULD_NOT_RUN;
        } catch (Exception e) {
            err.println("hostdouble: " + e.getMessage());
            return ExitCode.COULD_NOT_RUN;
        }
    }

    /** The command of a name; only this one is created, because a short command is mostly loading classes. */
    static Command command(String name) {
        return switch (name) {
            case "check" -> new CheckCommand();
            case "scenarios" -> new ScenariosCommand();
            case "replay" -> new ReplayCommand();
            case "operations" -> new OperationsCommand();
            case "coverage" -> new CoverageCommand();
            case "health" -> new HealthCommand();
            case HelpCommand.NAME -> new HelpCommand();
            case VersionCommand.NAME -> new VersionCommand();
            default -> new ServeCommand();
        };
    }

    /** The command that {@code help} is asked about; empty for all. */
    private static Optional<Command> asked(List<String> names) throws UsageException {
        for (String name : names) {
            if (!COMMANDS.contains(name)) {
                throw new UsageException(NearestName.unknown("command", name, COMMANDS));
            }
        }
        return names.stream().findFirst().map(Main::command);
    }

    private static void printHelp(Optional<Command> command, Map<String, String> environment, PrintWriter out) {
        Set<String> settings = new HashSet<>();
        new ServeCommand().flags().getOptions().forEach(flag -> settings.add(flag.getLongOpt()));
        Help help = new Help(out, environment, settings);
        if (command.isPresent()) {
            help.print(command.get(), flags(command.get()));
        } else {
            help.printAll(COMMANDS.stream().map(Main::command).toList(), flags(new ServeCommand()));
        }
    }

    private static Options flags(Command command) {
        return command.flags()
                .addOption(Option.builder("h")
                        .longOpt(HELP)
                        .desc("print this help")
                        .get())
                .addOption(Option.builder("V")
                        .longOpt(VERSION)
                        .desc("print the version")
                        .get());
    }

    private static CommandLine parse(Command command, List<String> args) throws UsageException {
        Options flags = flags(command);
        CommandLine line;
        try {
            line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(flags, args.toArray(String[]::new));
        } catch (UnrecognizedOptionException e) {
            List<String> known = new ArrayList<>();
            flags.getOptions().forEach(flag -> known.add("--" + flag.getLongOpt()));
            throw new UsageException(NearestName.unknown("flag", name(e.getOption()), known));
        } catch (MissingArgumentException e) {
            Option flag = e.getOption();
            throw new UsageException("--" + flag.getLongOpt() + " needs a value: " + Command.meaning(flag));
        } catch (ParseException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        Set<String> given = new HashSet<>();
        for (Option flag : line.getOptions()) {
            if (!given.add(flag.getLongOpt()) && !flag.hasArgs()) {
                throw new UsageException("--" + flag.getLongOpt() + " is given twice");
            }
        }
        return line;
    }

    /** A flag as typed, without its value. */
    private static String name(String flag) {
        int end = flag.indexOf('=');
        return end < 0 ? flag : flag.substring(0, end);
    }

    /** Refuses a wrong number of operands, and a name of a command behind flags: those would be lost. */
    private static void requireOperands(Command command, boolean isNamed, CommandLine line) throws UsageException {
        List<String> given = line.getArgList();
        Command.Operands operands = command.operands();
        if (given.size() < operands.least()) {
            throw new UsageException("missing " + operands.placeholder() + ": " + operands.description());
        }
        if (given.size() <= operands.most()) {
            return;
        }
        String unexpected = given.get(operands.most());
        if (!isNamed && COMMANDS.contains(unexpected)) {
            String flag = line.getOptions()[0].getLongOpt();
            throw new UsageException("put --" + flag + " after " + unexpected);
        }
        throw new UsageException(
                isNamed
                        ? "unexpected '" + Excerpt.of(unexpected) + "'"
                        : NearestName.unknown("command", unexpected, COMMANDS));
    }

    /** The empty format turns logging off. */
    private static void configureLogging(String format, boolean isVerbose) {
        if (!format.isEmpty()) {
            LoggingSetup.configure(format, isVerbose);
        } else {
            // Works only before the first logger is made.
            System.setProperty("slf4j.internal.verbosity", "WARN");
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** A command line that cannot be understood. */
    private static final class UsageException extends IOException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }
}
