package dev.hostdouble.vss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One filter: a field, an operator and the values to compare with.
 *
 * @param texts the values as the client sent them; several for {@code in}
 * @param values the values in the type of the column; none if the filter finds nothing
 * @param matching what the rows are compared by
 */
record FilterCondition(
        ListField field, FilterOperator operator, List<String> texts, List<Object> values, Matching matching) {
    private static final int PARTS = 3;
    private static final String WILDCARDS = "%_";

    FilterCondition {
        texts = List.copyOf(texts);
        values = List.copyOf(values);
    }

    /** What rows are compared by. */
    enum Matching {
        /** Their values. */
        VALUE,
        /** Their printed forms. */
        PRINTED,
        /** Their printed forms, without regard to case. */
        IGNORING_CASE
    }

    /**
     * Parses {@code <field>,<operator>,<value>}, noting the facts this rests on.
     *
     * @return empty if the filter is ignored
     */
    static Optional<FilterCondition> read(
            String text, List<ListField> fields, VssState.ListOptions options, Consumer<VssFact> facts) {
        List<String> parts = Arrays.asList(text.split(",", -1));
        Optional<ListField> field = fields.stream()
                .filter(known -> known.name().equals(parts.get(0)))
                .findFirst();
        Optional<FilterOperator> operator = parts.size() < PARTS ? Optional.empty() : FilterOperator.of(parts.get(1));
        if (field.isEmpty() || operator.isEmpty()) {
            facts.accept(VssFact.INVALID_FILTER);
            return Optional.empty();
        }
        List<String> values = parts.subList(2, parts.size());
        if (operator.get() == FilterOperator.IN) {
            return compared(field.get(), operator.get(), values, options, facts);
        }
        if (values.size() > 1) {
            facts.accept(VssFact.EXTRA_COMMA);
            if (options.extraCommas() == VssState.ExtraCommas.IGNORED) {
                return Optional.empty();
            }
        }
        String value = String.join(",", values);
        return operator.get() == FilterOperator.LIKE
                ? Optional.of(like(field.get(), value, options, facts))
                : compared(field.get(), operator.get(), List.of(value), options, facts);
    }

    private static FilterCondition like(
            ListField field, String pattern, VssState.ListOptions options, Consumer<VssFact> facts) {
        if (field.kind() != ListField.Kind.TEXT) {
            facts.accept(VssFact.LIKE_PRINTED);
        }
        if (pattern.indexOf('\\') >= 0) {
            facts.accept(VssFact.LIKE_SIGNS);
        }
        Matching matching =
                options.likeCase() == VssState.LikeCase.SENSITIVE ? Matching.PRINTED : Matching.IGNORING_CASE;
        return new FilterCondition(field, FilterOperator.LIKE, List.of(pattern), List.of(pattern), matching);
    }

    private static Optional<FilterCondition> compared(
            ListField field,
            FilterOperator operator,
            List<String> texts,
            VssState.ListOptions options,
            Consumer<VssFact> facts) {
        if (field.kind() == ListField.Kind.TEXT && operator.isOrder()) {
            facts.accept(options.orderFact());
        }
        if (field.kind() == ListField.Kind.FLAG && operator.isOrder()) {
            facts.accept(VssFact.FLAG_ORDER);
        }
        List<Object> values = new ArrayList<>();
        for (String text : texts) {
            Optional<Object> value = field.value(text, facts);
            value.ifPresent(values::add);
            if (value.isEmpty()) {
                facts.accept(VssFact.BAD_VALUE);
                if (options.badValues() == VssState.BadValues.ERROR) {
                    throw VssError.INVALID_REQUEST.with();
                }
                if (options.badValues() == VssState.BadValues.IGNORED) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new FilterCondition(field, operator, texts, values, Matching.VALUE));
    }

    /** Whether rows may match or not because of the case of letters. */
    boolean dependsOnCase() {
        return field.kind() == ListField.Kind.TEXT && !operator.isOrder();
    }

    /** Whether rows match without regard to case. */
    boolean ignoresCase() {
        return matching == Matching.IGNORING_CASE;
    }

    /** Whether its pattern has a {@code _}. */
    boolean hasUnderscore() {
        return operator == FilterOperator.LIKE && texts.get(0).indexOf('_') >= 0;
    }

    /** Returns the filter without its negation. */
    FilterCondition positive() {
        return operator == FilterOperator.NE
                ? new FilterCondition(field, FilterOperator.EQ, texts, values, matching)
                : this;
    }

    /** Returns the filter that treats upper and lower case the other way. */
    FilterCondition inOtherCase() {
        Matching other = matching == Matching.IGNORING_CASE ? Matching.PRINTED : Matching.IGNORING_CASE;
        return new FilterCondition(field, operator, texts, List.copyOf(texts), other);
    }

    /** Returns what the keys of all matching rows begin with; the empty string if they share nothing. */
    String begin() {
        boolean isText = field.kind() == ListField.Kind.TEXT && matching != Matching.VALUE && texts.size() == 1;
        return isText ? field.order().begin(prefix(), matching == Matching.IGNORING_CASE) : "";
    }

    private String prefix() {
        String text = texts.get(0);
        int end = 0;
        while (end < text.length() && (operator != FilterOperator.LIKE || WILDCARDS.indexOf(text.charAt(end)) < 0)) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Whether the matching rows are contiguous in the order of the field's column. */
    boolean isRange() {
        return matching == Matching.VALUE
                && values.size() == 1
                && operator != FilterOperator.NE
                && field.kind() != ListField.Kind.FLAG;
    }

    /** Whether an index on the field's column can find the matching rows. */
    boolean narrows() {
        return matching == Matching.VALUE
                ? operator != FilterOperator.NE && field.kind() != ListField.Kind.FLAG
                : !begin().isEmpty();
    }
}
