package dev.hostdouble.vss;

import java.util.List;
import java.util.Map;

/**
 * A list that can be filtered, sorted and paged.
 *
 * @param scope which rows of the table belong to it: columns and their values
 * @param fields the fields for filters and sorts
 */
record ListSource<T>(ListDao<T> table, Map<String, Object> scope, List<ListField> fields) {
    long count(ListQuery view) {
        return table.count(scope, view);
    }

    List<T> rows(ListQuery view, long offset, int limit, long total) {
        return table.rows(scope, view, offset, limit, total);
    }
}
