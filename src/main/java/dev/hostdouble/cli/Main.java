package dev.hostdouble.cli;

import dev.hostdouble.Version;
import dev.hostdouble.cli.ArgumentParser.UsageException;
import dev.hostdouble.cli.Arguments.InvalidValueException;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.NearestName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;

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
            "audit",
            "operations",
            "coverage",
            "explore",
            "health",
            HelpCommand.NAME,
            VersionCommand.NAME);

    private Main() {}

    /** Runs a command and exits with its exit code; a server keeps running. */
    public static void main(String[] args) {
        int code = run(
                args,
                System.getenv(),
                writer(new StandardOutput(new FileOutputStream(FileDescriptor.out))),
                writer(System.err),
                true);
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
            CommandLine line = ArgumentParser.parse(command, rest);
            if (line.hasOption(ArgumentParser.HELP)) {
                printHelp(isNamed ? Optional.of(command) : Optional.empty(), environment, out);
                return printed(ExitCode.FINE, out);
            }
            if (line.hasOption(ArgumentParser.VERSION)) {
                out.println("hostdouble " + Version.current());
                return printed(ExitCode.FINE, out);
            }
            ArgumentParser.requireOperands(command, isNamed, rest, line);
            if (command instanceof HelpCommand) {
                printHelp(asked(line.getArgList()), environment, out);
                return printed(ExitCode.FINE, out);
            }
            if (command instanceof VersionCommand) {
                out.println("hostdouble " + Version.current());
                return printed(ExitCode.FINE, out);
            }
            FlagDefaults defaults = new FlagDefaults(environment, Optional.ofNullable(line.getOptionValue("config")));
            defaults.requireKnown(new ServeCommand().flags());
            Arguments arguments = new Arguments(line, defaults);
            String format = command.logs() ? arguments.word("log", LoggingSetup.TEXT, LoggingSetup.FORMATS) : "";
            if (ownsLogging) {
                configureLogging(format, command.logs() && arguments.isOn("verbose"));
            }
            int code = command.run(arguments, out);
            // A server is of use although nobody reads that it is ready.
            return command instanceof ServeCommand ? code : printed(code, out);
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

    /** The exit code, if what a command prints could be written: its result is lost otherwise. */
    private static int printed(int code, PrintWriter out) throws IOException {
        if (out.checkError()) {
            throw new IOException("cannot write to standard output");
        }
        return code;
    }

    /** The command of a name; only this one is created, because a short command is mostly loading classes. */
    static Command command(String name) {
        return switch (name) {
            case "check" -> new CheckCommand();
            case "scenarios" -> new ScenariosCommand();
            case "replay" -> new ReplayCommand();
            case "audit" -> new AuditCommand();
            case "operations" -> new OperationsCommand();
            case "coverage" -> new CoverageCommand();
            case "explore" -> new ExploreCommand();
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
        command.ifPresent(one -> settings.removeAll(one.onlyTyped()));
        Help help = new Help(out, environment, settings);
        if (command.isPresent()) {
            help.print(command.get(), ArgumentParser.flags(command.get()));
        } else {
            help.printAll(COMMANDS.stream().map(Main::command).toList(), ArgumentParser.flags(new ServeCommand()));
        }
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

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
