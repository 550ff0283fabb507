package dev.hostdouble.vss;

import java.util.List;
import java.util.Map;

/**
 * A list that can be filtered, sorted and paged.
 *
 * @param scope selects the rows of the table: columns and their values
 * @param fields the fields that filters and sorts may use
 */
record ListSource<T>(ListDao<T> table, Map<String, Object> scope, List<ListField> fields) {
    /** Counts the rows that match a query. */
    long count(ListQuery query) {
        return table.count(scope, query);
    }

    /** Returns up to {@code limit} rows that match a query; {@code total} is the number of matching rows. */
    List<T> rows(ListQuery query, long offset, int limit, long total) {
        return table.rows(scope, query, offset, limit, total);
    }
}
