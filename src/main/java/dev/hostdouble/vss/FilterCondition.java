package dev.hostdouble.vss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One filter: a field, an operator and a value.
 *
 * @param values one in the form of the field's column; several for {@code in}; a pattern in lower case for {@code like}
 */
record FilterCondition(ListField field, FilterOperator operator, List<Object> values) {
    private static final int PARTS = 3;

    FilterCondition {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code <field>,<operator>,<value>}; nothing where the field or the operator is unknown, a part is missing or
     * the value is none of the field's.
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

    /** Whether that text has more commas than its operator takes. */
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

    /** The one value there is, as text. */
    String text() {
        return String.valueOf(values.get(0)).toLowerCase(Locale.ROOT);
    }

    /** The part of a pattern before its first wildcard. */
    String prefix() {
        String pattern = text();
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether the rows found are adjacent in the order of the field's column. */
    boolean range() {
        return switch (operator) {
            case NE, IN -> false;
            case LIKE -> narrows() && text().equals(prefix() + "%") && !prefix().endsWith("\uFFFF");
            default -> field.kind() != ListField.Kind.FLAG;
        };
    }

    /** Whether an index on the field's column finds the rows. */
    boolean narrows() {
        return switch (operator) {
            case NE -> false;
            case LIKE -> field.kind() == ListField.Kind.TEXT && !prefix().isEmpty();
            default -> field.kind() != ListField.Kind.FLAG;
        };
    }
}
