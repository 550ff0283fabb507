package dev.hostdouble.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Prints the help, as wide as the terminal is known to be. */
final class Help {
    private static final int NARROWEST = 60;
    private static final int USUAL = 80;
    private static final int WIDEST = 100;
    private static final int INDENT = 2;
    private static final int FLAGS_COLUMN = 26;
    private static final int COMMANDS_COLUMN = 15;

    private final PrintWriter out;
    private final int width;
    private final Set<String> settings;

    /**
     * A help.
     *
     * @param environment has the width in {@code COLUMNS}, if anything does
     * @param settings the flags that have a variable
     */
    Help(PrintWriter out, Map<String, String> environment, Set<String> settings) {
        this.out = out;
        this.width = width(environment.getOrDefault("COLUMNS", ""));
        this.settings = Set.copyOf(settings);
    }

    private static int width(String columns) {
        return columns.matches("[1-9]\\d{0,8}")
                ? Math.max(NARROWEST, Math.min(Integer.parseInt(columns), WIDEST))
                : USUAL;
    }

    /** Prints how the program is used: its commands, and the flags of the one that needs no name. */
    void printAll(List<Command> commands, Options flags) {
        paragraph("A test double for the APIs of hosting providers: HOSTKEY, HosterAPI and VSS.");
        out.println();
        paragraph("Usage: hostdouble [COMMAND] [FLAGS]");
        out.println();
        out.println("Commands; without one, serve:");
        for (Command command : commands) {
            entry(command.name(), COMMANDS_COLUMN, List.of(command.description()));
        }
        out.println();
        out.println("Flags of serve:");
        print(flags);
        out.println();
        printExitCodes();
        out.println();
        paragraph(
                "'hostdouble help COMMAND' describes a command and its flags. Precedence: flag, variable, config file.");
        out.flush();
    }

    /** Prints how a command is used. */
    void print(Command command, Options flags) {
        Command.Operands operands = command.operands();
        paragraph(command.description());
        out.println();
        paragraph("Usage: hostdouble " + command.name() + " [FLAGS]" + placeholder(operands));
        if (operands.most() > 0) {
            out.println();
            entry(operands.placeholder(), FLAGS_COLUMN, List.of(operands.description()));
        }
        out.println();
        out.println("Flags:");
        print(flags);
        out.println();
        printExitCodes();
        out.flush();
    }

    private static String placeholder(Command.Operands operands) {
        if (operands.most() == 0) {
            return "";
        }
        String more = operands.most() > 1 ? "..." : "";
        return operands.least() == 0 ? " [" + operands.placeholder() + "]" : " " + operands.placeholder() + more;
    }

    private void printExitCodes() {
        out.println("Exit codes:");
        ExitCode.MEANINGS.forEach((code, meaning) -> entry(code.toString(), INDENT + 4, List.of(meaning)));
    }

    private void print(Options flags) {
        List<Option> sorted = new ArrayList<>(flags.getOptions());
        sorted.sort(Comparator.comparing(Option::getLongOpt));
        for (Option flag : sorted) {
            String letter = flag.getOpt() == null ? "" : "-" + flag.getOpt() + ", ";
            String value = flag.getArgName() == null ? "" : " " + flag.getArgName();
            entry(letter + "--" + flag.getLongOpt() + value, FLAGS_COLUMN, texts(flag));
        }
    }

    private List<String> texts(Option flag) {
        List<String> texts = new ArrayList<>(List.of(Command.meaning(flag)));
        List<String> more = new ArrayList<>();
        Optional<String> byDefault = Command.byDefault(flag);
        byDefault.ifPresent(value -> more.add("default: " + value));
        if (settings.contains(flag.getLongOpt())) {
            more.add("variable: " + EnvironmentCheck.variable(flag.getLongOpt()));
        }
        if (!more.isEmpty()) {
            texts.add(String.join("; ", more));
        }
        return texts;
    }

    /** A name, and texts beside it that begin in a column; below it where the name is too long. */
    private void entry(String name, int column, List<String> texts) {
        String start = " ".repeat(INDENT) + name;
        if (start.length() + INDENT > column) {
            out.println(start);
            start = "";
        }
        for (String text : texts) {
            for (String line : wrapped(text, width - column)) {
                out.println(start + " ".repeat(column - start.length()) + line);
                start = "";
            }
        }
    }

    private void paragraph(String text) {
        wrapped(text, width).forEach(out::println);
    }

    /** The lines of a text; a word that is longer than a line has one of its own. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : rest.indexOf(' ');
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }
}
