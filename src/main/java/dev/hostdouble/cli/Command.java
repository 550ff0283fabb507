package dev.hostdouble.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** A command: what may be typed after its name, and what it does. */
abstract class Command {
    /** Stands in the description of an option before its default: the library has no place for that. */
    private static final String DEFAULT = "\0";

    private final String name;
    private final String description;

    Command(String name, String description) {
        this.name = name;
        this.description = description;
    }

    final String name() {
        return name;
    }

    /** One sentence, for the help. */
    final String description() {
        return description;
    }

    /** The flags that it takes besides those that every command takes. */
    Options flags() {
        return new Options();
    }

    /** The names of its flags that only the command line sets: {@code serve} means something else by the same name. */
    Set<String> onlyTyped() {
        return Set.of();
    }

    /** What it takes besides flags; nothing unless a command says otherwise. */
    Operands operands() {
        return Operands.NONE;
    }

    /** Whether it has something to log; making a logger takes longer than most commands. */
    boolean logs() {
        return false;
    }

    /** Runs; returns the exit code. */
    abstract int run(Arguments arguments, PrintWriter out) throws Exception;

    /**
     * A flag with a value.
     *
     * @param byDefault the value that it has unless it is set, for the help
     */
    static Option value(String name, String placeholder, String description, Object byDefault) {
        return value(name, placeholder, description + DEFAULT + byDefault);
    }

    /** What a flag means, for the help. */
    static String meaning(Option flag) {
        String text = flag.getDescription();
        int end = text.indexOf(DEFAULT);
        return end < 0 ? text : text.substring(0, end);
    }

    /** The value that a flag has unless it is set, for the help. */
    static Optional<String> byDefault(Option flag) {
        String text = flag.getDescription();
        int end = text.indexOf(DEFAULT);
        return end < 0 ? Optional.empty() : Optional.of(text.substring(end + DEFAULT.length()));
    }

    /** A flag with a value. */
    static Option value(String name, String placeholder, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(placeholder)
                .desc(description)
                .get();
    }

    /** A flag that is on or off. */
    static Option toggle(String name, String description) {
        return Option.builder()
                .longOpt(name)
                .desc(description + DEFAULT + "off")
                .get();
    }

    /**
     * What a command takes besides flags.
     *
     * @param placeholder what the help calls one of them
     * @param least how many are needed
     * @param most how many are possible
     * @param description what they are, for the help
     */
    record Operands(String placeholder, int least, int most, String description) {
        static final Operands NONE = new Operands("", 0, 0, "");
    }
}
