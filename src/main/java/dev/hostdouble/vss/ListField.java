package dev.hostdouble.vss;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field that filters and sorts may use, with its columns. These fields are an allowlist that keeps client input out
 * of SQL.
 *
 * @param column the column for comparing and sorting
 * @param pattern the text that {@code like} matches against
 */
record ListField(String name, Kind kind, String column, String pattern) {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");
    private static final Set<String> TRUE = Set.of("true", "1");
    private static final Set<String> FALSE = Set.of("false", "0");

    /** The type of a field's values. */
    enum Kind {
        /** A whole number. */
        NUMBER,
        /** A string, compared case-insensitively, as by {@code like} (assumed). */
        TEXT,
        /** An instant, stored as seconds since 1970. */
        TIME,
        /** A boolean that is the same for the whole list. */
        FLAG
    }

    /** Creates a field with whole numbers. */
    static ListField number(String name, String column) {
        return new ListField(name, Kind.NUMBER, column, "CAST(" + column + " AS VARCHAR)");
    }

    /** Creates a text field; the column contains the text in lower case. */
    static ListField text(String name, String column) {
        return new ListField(name, Kind.TEXT, column, column);
    }

    /** Creates a time field with a column for its seconds and one for its printed form. */
    static ListField time(String name, String column, String printed) {
        return new ListField(name, Kind.TIME, column, "LOWER(" + printed + ")");
    }

    /** Creates a boolean field whose value is the same for the whole list. */
    static ListField flag(String name, boolean value) {
        return new ListField(name, Kind.FLAG, String.valueOf(value), "'" + value + "'");
    }

    /** Converts a text to the type of the column; empty if it is invalid. */
    Optional<Object> value(String text) {
        return switch (kind) {
            case NUMBER ->
                INTEGER.matcher(text).matches() ? Optional.of(Long.parseLong(text.strip())) : Optional.empty();
            case TEXT -> Optional.of(fold(text));
            case TIME -> Times.parse(text).map(Instant::getEpochSecond);
            case FLAG -> flag(text.toLowerCase(Locale.ROOT));
        };
    }

    private static Optional<Object> flag(String text) {
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        return FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    /** Folds the case of a text for case-insensitive comparison. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
