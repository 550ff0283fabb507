package dev.hostdouble.vss;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field that filters and sorts may name, and the columns that stand for it: the allowlist that keeps clients' words
 * out of SQL.
 *
 * @param column the column to compare and sort by
 * @param pattern the text that {@code like} looks at
 */
record ListField(String name, Kind kind, String column, String pattern) {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");
    private static final Set<String> TRUE = Set.of("true", "1");
    private static final Set<String> FALSE = Set.of("false", "0");

    /** The type of a field. */
    enum Kind {
        /** Whole numbers. */
        NUMBER,
        /** Texts, compared without regard to case, as {@code like} does (assumed). */
        TEXT,
        /** Instants, kept as seconds since 1970. */
        TIME,
        /** True or false, the same for the whole list. */
        FLAG
    }

    static ListField number(String name, String column) {
        return new ListField(name, Kind.NUMBER, column, "CAST(" + column + " AS VARCHAR)");
    }

    /** A text whose lower case is in that column. */
    static ListField text(String name, String column) {
        return new ListField(name, Kind.TEXT, column, column);
    }

    /** A time whose seconds are in one column, and in the other how it is printed. */
    static ListField time(String name, String column, String printed) {
        return new ListField(name, Kind.TIME, column, "LOWER(" + printed + ")");
    }

    static ListField flag(String name, boolean value) {
        return new ListField(name, Kind.FLAG, String.valueOf(value), "'" + value + "'");
    }

    /** A value in the format of the column; empty if the text is invalid. */
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

    /** A text without regard to case. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
