package dev.hostdouble.vss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A SQL WHERE clause. Client values are always bound, never inserted; the clause contains only columns of {@link
 * ListField}s.
 *
 * @param sql {@code  WHERE …}, or the empty string
 * @param binds the values by their parameter names in the SQL; a list is one array, so that its length does not change the
 *     SQL
 */
record WhereClause(String sql, Map<String, Object> binds) {
    /** Matches the rows of {@code scope} that meet all conditions. */
    static WhereClause of(Map<String, Object> scope, List<FilterCondition> conditions) {
        List<String> clauses = new ArrayList<>();
        Map<String, Object> binds = new LinkedHashMap<>();
        scope.forEach((column, value) -> clauses.add(column + " = " + bind(binds, value)));
        for (FilterCondition condition : conditions) {
            boolean constant = condition.values().isEmpty()
                    || (condition.field().isConstant() && condition.operator() != FilterOperator.LIKE);
            if (!constant) {
                clauses.add(clause(condition, binds));
            } else if (!isTrue(condition)) {
                clauses.add("FALSE");
            }
        }
        return new WhereClause(clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses), binds);
    }

    /** About how many characters it has, with its values. */
    int length() {
        return sql.length()
                + binds.values().stream().mapToInt(WhereClause::length).sum();
    }

    private static int length(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().mapToInt(WhereClause::length).sum();
        }
        return value instanceof String text ? text.length() : Long.BYTES;
    }

    /** Returns a copy with more values to bind, which the table of a query contains. */
    WhereClause with(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.putAll(binds);
        return new WhereClause(sql, all);
    }

    /** Returns a copy without the rows that match a pattern also if its {@code _} stand for themselves. */
    WhereClause withoutLiteralMatches(FilterCondition condition) {
        Map<String, Object> all = new LinkedHashMap<>(binds);
        String matches = "LIKE_PATTERN(" + condition.field().printed() + ", "
                + bind(all, condition.texts().get(0)) + ", " + bind(all, condition.ignoresCase()) + ", FALSE)";
        return new WhereClause(sql + " AND NOT " + matches, all);
    }

    private static String clause(FilterCondition condition, Map<String, Object> binds) {
        ListField field = condition.field();
        if (condition.matching() != FilterCondition.Matching.VALUE) {
            return printed(condition, binds);
        }
        if (condition.operator() == FilterOperator.IN) {
            return field.column() + " = ANY(" + bind(binds, condition.values()) + ")";
        }
        return field.column() + " " + condition.operator().sql() + " "
                + bind(binds, condition.values().get(0));
    }

    /** Compares the printed form. If all keys of matching rows begin alike, an index narrows the search. */
    private static String printed(FilterCondition condition, Map<String, Object> binds) {
        ListField field = condition.field();
        String clause;
        if (condition.operator() == FilterOperator.LIKE) {
            clause = "LIKE_PATTERN(" + field.printed() + ", "
                    + bind(binds, condition.texts().get(0)) + ", " + bind(binds, condition.ignoresCase()) + ")";
        } else {
            List<String> texts = condition.texts().stream()
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .toList();
            clause = "LOWER(" + field.printed() + ") = ANY(" + bind(binds, texts) + ")";
        }
        String begin = condition.begin();
        return begin.isEmpty()
                ? clause
                : field.column() + " >= " + bind(binds, begin) + " AND " + field.column() + " < "
                        + bind(binds, begin + Character.MAX_VALUE) + " AND " + clause;
    }

    private static String bind(Map<String, Object> binds, Object value) {
        String name = "p" + binds.size();
        binds.put(name, value);
        return ":" + name;
    }

    /** Evaluates a condition without values, or on a flag, which is the same for the whole list. */
    private static boolean isTrue(FilterCondition condition) {
        boolean actual = Boolean.parseBoolean(condition.field().column());
        return condition.values().stream().anyMatch(value -> {
            int comparison = Boolean.compare(actual, (boolean) value);
            return switch (condition.operator()) {
                case NE -> comparison != 0;
                case LT -> comparison < 0;
                case LE -> comparison <= 0;
                case GT -> comparison > 0;
                case GE -> comparison >= 0;
                default -> comparison == 0;
            };
        });
    }
}
