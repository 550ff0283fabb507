package dev.hostdouble.provider;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the subject or an option of a {@link ProviderChange} may be: one of some words, a whole number in a range, or a
 * text.
 *
 * @param meaning what the value stands for, such as {@code the id of a virtual server}; empty where its name says it
 * @param words the words; empty for a number or a text
 * @param least the least number; greater than {@code most} for a text
 * @param most the greatest number
 * @param isPath whether the text is the path of a file
 */
public record ChangeValue(String meaning, List<String> words, long least, long most, boolean isPath) {
    private static final int LONGEST_TEXT = 500;

    public ChangeValue {
        words = List.copyOf(words);
    }

    /** One of those words; {@code true} and {@code false} may be among them. */
    public static ChangeValue words(String... words) {
        return new ChangeValue("", Arrays.asList(words), 0, 0, false);
    }

    /** A whole number from {@code least} to {@code most}. */
    public static ChangeValue number(String meaning, long least, long most) {
        return new ChangeValue(meaning, List.of(), least, most, false);
    }

    /** An id: a whole number that is not negative. */
    public static ChangeValue id(String meaning) {
        return number(meaning, 0, Long.MAX_VALUE);
    }

    /** A text of 1 to 500 characters, none of them control characters. */
    public static ChangeValue text(String meaning) {
        return new ChangeValue(meaning, List.of(), 1, 0, false);
    }

    /** The path of a file: a text as {@link FileStore#isPath} allows it. */
    public static ChangeValue path(String meaning) {
        return new ChangeValue(meaning, List.of(), 1, 0, true);
    }

    /** Reads a value as YAML and JSON give it: as a text, or as a {@link Long}; empty if it is not allowed. */
    Optional<Object> read(@Nullable Object value) {
        boolean scalar = value instanceof String || value instanceof Boolean || isWhole(value);
        if (!scalar) {
            return Optional.empty();
        }
        String text = String.valueOf(value);
        if (!words.isEmpty()) {
            return Optional.<Object>of(text).filter(words::contains);
        }
        if (least > most) {
            boolean fits = !text.isEmpty()
                    && text.length() <= LONGEST_TEXT
                    && text.chars().noneMatch(Character::isISOControl)
                    && (!isPath || FileStore.isPath(text));
            return fits ? Optional.of(text) : Optional.empty();
        }
        return number(text).filter(number -> number >= least && number <= most).map(Object.class::cast);
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What is allowed, in words: {@code running or stopped}, or {@code a whole number from 1 to 1000}. */
    public String allowed() {
        if (!words.isEmpty()) {
            return String.join(" or ", words);
        }
        String of = meaning.isEmpty() ? "" : meaning + ": ";
        if (least > most) {
            String path = isPath ? ", which is a path: " + FileStore.ALLOWED_PATH : "";
            return of + "a text of 1 to " + LONGEST_TEXT + " characters" + path;
        }
        return of + (most == Long.MAX_VALUE ? "a whole number" : "a whole number from " + least + " to " + most);
    }
}
