package dev.hostdouble.vss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One filter: a field, an operator and the values to compare with.
 *
 * @param values one value of the column's type; several for {@code in}; a lower-case pattern for {@code like}
 */
record FilterCondition(ListField field, FilterOperator operator, List<Object> values) {
    private static final int PARTS = 3;

    FilterCondition {
        values = List.copyOf(values);
    }

    /**
     * Parses {@code <field>,<operator>,<value>}; empty if the field or the operator is unknown, a part is missing or
     * the value is invalid for the field.
     */
    static Optional<FilterCondition> read(String text, List<ListField> fields, VssState.ExtraCommas extraCommas) {
        List<String> parts = Arrays.asList(text.split(",", -1));
        if (parts.size() < PARTS) {
            return Optional.empty();
        }
        Optional<ListField> field = fields.stream()
                .filter(known -> known.name().equals(parts.get(0)))
                .findFirst();
        Optional<FilterOperator> operator = FilterOperator.of(parts.get(1));
        if (field.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = parts.subList(2, parts.size());
        boolean several = operator.get() == FilterOperator.IN;
        if (!several && values.size() > 1 && extraCommas == VssState.ExtraCommas.IGNORED) {
            return Optional.empty();
        }
        return read(field.get(), operator.get(), several ? values : List.of(String.join(",", values)));
    }

    /** Whether the text has more commas than its operator allows. */
    static boolean extraCommas(String text) {
        String[] parts = text.split(",", -1);
        return parts.length > PARTS
                && FilterOperator.of(parts[1]).filter(FilterOperator.IN::equals).isEmpty();
    }

    private static Optional<FilterCondition> read(ListField field, FilterOperator operator, List<String> texts) {
        if (operator == FilterOperator.LIKE) {
            return Optional.of(new FilterCondition(field, operator, List.of(ListField.fold(texts.get(0)))));
        }
        List<Object> values = new ArrayList<>();
        for (String text : texts) {
            Optional<Object> value = field.value(text);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new FilterCondition(field, operator, values));
    }

    /** Returns the only value, as text. */
    String text() {
        return String.valueOf(values.get(0)).toLowerCase(Locale.ROOT);
    }

    /** Returns the part of a pattern before its first wildcard. */
    String prefix() {
        String pattern = text();
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether the matching rows are contiguous in the order of the field's column. */
    boolean isRange() {
        return switch (operator) {
            case NE, IN -> false;
            case LIKE -> narrows() && text().equals(prefix() + "%") && !prefix().endsWith("\uFFFF");
            default -> field.kind() != ListField.Kind.FLAG;
        };
    }

    /** Whether an index on the field's column can find the matching rows. */
    boolean narrows() {
        return switch (operator) {
            case NE -> false;
            case LIKE -> field.kind() == ListField.Kind.TEXT && !prefix().isEmpty();
            default -> field.kind() != ListField.Kind.FLAG;
        };
    }
}
