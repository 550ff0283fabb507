package dev.hostdouble.vss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A SQL WHERE clause. Client values are always bound, never inserted; the clause contains only columns of {@link
 * ListField}s.
 *
 * @param sql {@code  WHERE …}, or the empty string
 * @param binds the values by their parameter names in the SQL
 */
record WhereClause(String sql, Map<String, Object> binds) {
    /** Matches the rows of {@code scope} that meet all conditions. */
    static WhereClause of(Map<String, Object> scope, List<FilterCondition> conditions) {
        List<String> clauses = new ArrayList<>();
        Map<String, Object> binds = new LinkedHashMap<>();
        scope.forEach((column, value) -> clauses.add(column + " = " + bind(binds, value)));
        for (FilterCondition condition : conditions) {
            boolean constant =
                    condition.field().kind() == ListField.Kind.FLAG && condition.operator() != FilterOperator.LIKE;
            if (!constant) {
                clauses.add(clause(condition, binds));
            } else if (!isTrue(condition)) {
                clauses.add("FALSE");
            }
        }
        return new WhereClause(clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses), binds);
    }

    private static String clause(FilterCondition condition, Map<String, Object> binds) {
        ListField field = condition.field();
        if (condition.operator() == FilterOperator.IN) {
            StringJoiner values = new StringJoiner(", ", field.column() + " IN (", ")");
            condition.values().forEach(value -> values.add(bind(binds, value)));
            return values.toString();
        }
        if (condition.operator() == FilterOperator.LIKE) {
            return like(condition, binds);
        }
        return field.column() + " " + condition.operator().sql() + " "
                + bind(binds, condition.values().get(0));
    }

    /** Matches a pattern. If it begins with plain text, an index narrows the search. There is no escape character. */
    private static String like(FilterCondition condition, Map<String, Object> binds) {
        ListField field = condition.field();
        String clause = field.pattern() + " LIKE " + bind(binds, condition.text()) + " ESCAPE ''";
        if (!condition.narrows()) {
            return clause;
        }
        String from = condition.prefix();
        char last = from.charAt(from.length() - 1);
        String range = field.column() + " >= " + bind(binds, from);
        String end = from.substring(0, from.length() - 1) + (char) (last + 1);
        return last == Character.MAX_VALUE
                ? range + " AND " + clause
                : range + " AND " + field.column() + " < " + bind(binds, end) + " AND " + clause;
    }

    private static String bind(Map<String, Object> binds, Object value) {
        String name = "p" + binds.size();
        binds.put(name, value);
        return ":" + name;
    }

    /** Evaluates a condition on a flag, which is the same for the whole list. */
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
