package dev.hostdouble.cli;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.NearestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Reads command lines, and says of a wrong one what is wrong. */
final class ArgumentParser {
    static final String HELP = "help";
    static final String VERSION = "version";

    private ArgumentParser() {}

    /** The flags of a command, and those that every command takes. */
    static Options flags(Command command) {
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

    /** Reads what was typed after the name of a command. */
    static CommandLine parse(Command command, List<String> args) throws UsageException {
        Options flags = flags(command);
        CommandLine line;
        try {
            line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(flags, args.toArray(String[]::new));
        } catch (UnrecognizedOptionException e) {
            if (isToggle(flags, name(e.getOption()))) {
                throw new UsageException(name(e.getOption()) + " takes no value");
            }
            List<String> known = new ArrayList<>();
            flags.getOptions().forEach(flag -> known.add("--" + flag.getLongOpt()));
            String unknown = NearestName.unknown("flag", name(e.getOption()), known);
            throw new UsageException(isCommandLine(command) ? unknown + "; put -- before COMMAND" : unknown);
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

    /** Whether its operands are a command line, which may have flags of its own. */
    private static boolean isCommandLine(Command command) {
        return command.operands().placeholder().equals("COMMAND")
                && command.operands().most() > 1;
    }

    /** A flag as typed, without its value. */
    private static String name(String flag) {
        int end = flag.indexOf('=');
        return end < 0 ? flag : flag.substring(0, end);
    }

    /** Whether this is a flag as typed that is on or off. */
    private static boolean isToggle(Options flags, String typed) {
        return flags.hasOption(typed) && !flags.getOption(typed).hasArg();
    }

    /** Refuses a wrong number of operands, and a name of a command behind flags: those would be lost. */
    static void requireOperands(Command command, boolean isNamed, List<String> args, CommandLine line)
            throws UsageException {
        List<String> given = line.getArgList();
        Command.Operands operands = command.operands();
        if (given.size() < operands.least()) {
            throw new UsageException("missing " + operands.placeholder() + ": " + operands.description());
        }
        if (given.size() <= operands.most()) {
            return;
        }
        String unexpected = given.get(operands.most());
        if (!isNamed && Main.COMMANDS.contains(unexpected)) {
            String flag = line.getOptions()[0].getLongOpt();
            throw new UsageException("put --" + flag + " after " + unexpected);
        }
        int place = args.indexOf(unexpected);
        if (place > 0 && Arguments.isWord(unexpected) && isToggle(flags(command), args.get(place - 1))) {
            throw new UsageException(args.get(place - 1) + " takes no value");
        }
        throw new UsageException(
                isNamed
                        ? "unexpected '" + Excerpt.of(unexpected) + "'"
                        : NearestName.unknown("command", unexpected, Main.COMMANDS));
    }

    /** A command line that cannot be understood. */
    static final class UsageException extends IOException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }
}
