package dev.hostdouble.cli;

import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;

/** What a command was called with. A flag that was not typed has its value from the environment or the settings file. */
final class Arguments {
    private static final List<String> ON = List.of("true", "1", "yes", "on");
    private static final List<String> SWITCHES = List.of("true", "1", "yes", "on", "false", "0", "no", "off");

    private final CommandLine line;
    private final FlagDefaults defaults;

    Arguments(CommandLine line, FlagDefaults defaults) {
        this.line = line;
        this.defaults = defaults;
    }

    /** What was typed besides flags. */
    List<String> operands() {
        return line.getArgList();
    }

    /** The value of a flag. */
    Optional<String> text(String flag) {
        return Optional.ofNullable(line.getOptionValue(flag)).or(() -> defaults.value(flag));
    }

    /** The value of a flag that was typed; the environment and the settings file do not count. */
    Optional<String> typed(String flag) {
        return Optional.ofNullable(line.getOptionValue(flag));
    }

    /** The value that a flag has in the environment or the settings file, whatever was typed. */
    Optional<String> unlessTyped(String flag) {
        return defaults.value(flag);
    }

    /** The values of a flag that takes several. */
    List<String> texts(String flag) {
        return line.hasOption(flag)
                ? List.of(line.getOptionValues(flag))
                : defaults.value(flag).map(List::of).orElse(List.of());
    }

    /** Whether a flag is on; a word such as {@code true} or {@code no} in the environment and the settings file. */
    boolean isOn(String flag) {
        return isTyped(flag) || ON.contains(word(flag, "false", SWITCHES));
    }

    /** Whether a text is a word for on or off. */
    static boolean isWord(String text) {
        return SWITCHES.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a flag was typed. */
    boolean isTyped(String flag) {
        return line.hasOption(flag);
    }

    /** The environment of the process. */
    Map<String, String> environment() {
        return defaults.environment();
    }

    /** The value of a flag that is a whole number in a range. */
    long number(String flag, long otherwise, long least, long most) {
        Optional<String> text = text(flag);
        try {
            long number = text.isPresent() ? Long.parseLong(text.get()) : otherwise;
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, with the range
        }
        throw new InvalidValueException("invalid value for --" + flag + ": expected " + least + " to " + most + ", not "
                + YamlNode.excerpt(text.orElse("")));
    }

    /**
     * The value of a flag in a form of its own.
     *
     * @param parse throws {@link IllegalArgumentException} with what is expected
     */
    <T> Optional<T> parsed(String flag, Function<String, T> parse) {
        try {
            return text(flag).map(parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("invalid value for --" + flag + ": " + e.getMessage());
        }
    }

    /** The value of a flag that is a word, in any case. */
    String word(String flag, String otherwise, List<String> allowed) {
        String text = text(flag).orElse(otherwise);
        String word = text.toLowerCase(Locale.ROOT);
        if (!allowed.contains(word)) {
            throw new InvalidValueException("invalid value for --" + flag + ": expected " + String.join(" or ", allowed)
                    + ", not " + YamlNode.excerpt(text));
        }
        return word;
    }

    /** A value that a flag cannot have. */
    static final class InvalidValueException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidValueException(String message) {
            super(message);
        }
    }
}
