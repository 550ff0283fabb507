package dev.hostdouble.vss;

import java.util.List;
import java.util.Map;

/**
 * A list that can be filtered, sorted and paged.
 *
 * @param scope selects the rows of the table: columns and their values
 * @param rows the columns of the table by parameter name, if it is not stored
 * @param fields the fields that filters and sorts may use
 */
record ListSource<T>(ListDao<T> table, Map<String, Object> scope, Map<String, Object> rows, List<ListField> fields) {
    /** A list of rows of a stored table. */
    static <T> ListSource<T> stored(ListDao<T> table, Map<String, Object> scope, List<ListField> fields) {
        return new ListSource<>(table, scope, Map.of(), fields);
    }

    /** Whether it is a part of a stored table, so that what it gives changes only with that. */
    boolean isStored() {
        return rows.isEmpty();
    }

    /** Counts the rows that match a query. */
    long count(ListQuery query) {
        return table.count(where(query), query);
    }

    /** Returns up to {@code limit} rows that match a query; {@code total} is the number of matching rows. */
    List<T> rows(ListQuery query, long offset, int limit, long total) {
        return table.rows(where(query), query, offset, limit, total);
    }

    /** Whether a filter finds something else if upper and lower case are treated the other way. */
    boolean dependsOnCase(FilterCondition condition) {
        FilterCondition positive = condition.positive();
        return condition.dependsOnCase()
                && count(ListQuery.of(positive)) != count(ListQuery.of(positive.inOtherCase()));
    }

    /** Whether a filter finds rows only because {@code _} stands for any character. */
    boolean dependsOnUnderscores(FilterCondition condition) {
        return condition.hasUnderscore()
                && table.hasRows(where(ListQuery.of(condition)).withoutLiteralMatches(condition));
    }

    /** Whether rows have equal values in the field that a query sorts by. */
    boolean hasTies(ListQuery query) {
        return table.hasTies(where(query), query.keys().get(0).field().column());
    }

    WhereClause where(ListQuery query) {
        WhereClause where = WhereClause.of(scope, query.conditions());
        return rows.isEmpty() ? where : where.with(rows);
    }
}
