package dev.hostdouble.vss;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A field that filters and sorts may use, with its columns. These fields are an allowlist that keeps client input out
 * of SQL.
 *
 * @param column the column for comparing and sorting
 * @param printed the column or expression with the printed form, which {@code like} matches
 * @param order the order of its texts
 */
record ListField(String name, Kind kind, String column, String printed, TextOrder order) {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");
    private static final Pattern USUAL_INTEGER = Pattern.compile("0|[1-9]\\d*");
    private static final Set<String> TRUE = Set.of("true", "1");
    private static final Set<String> FALSE = Set.of("false", "0");

    /** The type of a field's values. */
    enum Kind {
        /** A whole number. */
        NUMBER,
        /** A string. */
        TEXT,
        /** An instant, stored as seconds since 1970. */
        TIME,
        /** A boolean, in some lists the same for all rows. */
        FLAG
    }

    /** Creates a field with whole numbers. */
    static ListField number(String name) {
        return new ListField(name, Kind.NUMBER, name, "CAST(" + name + " AS VARCHAR)", TextOrder.BYTES);
    }

    /** Creates a text field; the column {@code <name>_key} contains the keys of the order. */
    static ListField text(String name, TextOrder order) {
        return new ListField(name, Kind.TEXT, name + "_key", name, order);
    }

    /** Creates a time field with a column for its seconds and one for its printed form. */
    static ListField time(String name, String column) {
        return new ListField(name, Kind.TIME, column, name, TextOrder.BYTES);
    }

    /** Creates a boolean field whose value is the same for the whole list. */
    static ListField flag(String name, boolean value) {
        return new ListField(name, Kind.FLAG, String.valueOf(value), "'" + value + "'", TextOrder.BYTES);
    }

    /** Creates a boolean field with a column of its own. */
    static ListField flag(String name) {
        return new ListField(name, Kind.FLAG, name, "LOWER(CAST(" + name + " AS VARCHAR))", TextOrder.BYTES);
    }

    /** Whether it is the same for the whole list: then its column is that value. */
    boolean isConstant() {
        return kind == Kind.FLAG && (TRUE.contains(column) || FALSE.contains(column));
    }

    /** Converts a text to the type of the column, noting the facts this rests on; empty if it is invalid. */
    Optional<Object> value(String text, Consumer<VssFact> facts) {
        return switch (kind) {
            case NUMBER -> number(text, facts);
            case TEXT -> Optional.of(order.key(text));
            case TIME -> time(text, facts);
            case FLAG -> flag(text, facts);
        };
    }

    private static Optional<Object> number(String text, Consumer<VssFact> facts) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        if (!USUAL_INTEGER.matcher(text).matches()) {
            facts.accept(VssFact.NUMBER_FORM);
        }
        return Optional.of(Long.parseLong(text.strip()));
    }

    private static Optional<Object> time(String text, Consumer<VssFact> facts) {
        Optional<Instant> time = Times.parse(text);
        if (time.isPresent() && !Times.text(time.get()).equals(text)) {
            facts.accept(VssFact.TIME_FORM);
        }
        return time.map(Instant::getEpochSecond);
    }

    private static Optional<Object> flag(String text, Consumer<VssFact> facts) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            return Optional.empty();
        }
        if (!text.equals("true") && !text.equals("false")) {
            facts.accept(VssFact.FLAG_FORM);
        }
        return Optional.of(TRUE.contains(lower));
    }
}
