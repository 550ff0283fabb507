package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ListQuery.SortKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads pages of a table with an {@code id} column; SQL does the filtering, sorting and paging. A large table has an
 * index for each sort column. This class chooses the index, because H2 does not know how many rows match a condition.
 */
final class ListDao<T> {
    private static final int MAX_COUNTS = 256;
    private static final int MAX_KEPT_LENGTH = 2000;
    private static final int MAX_KEPT_ROWS = 500;
    private static final SortKey BY_ID = new SortKey(ListField.number("id"), false);

    private final Database db;
    private final String table;
    private final String columns;
    private final RowMapper<T> mapper;
    private final Map<WhereClause, Long> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Entry<WhereClause, Long> eldest) {
            return size() > MAX_COUNTS;
        }
    };

    /** The index names of a large table by column, in the format of an index hint; empty for a small table. */
    private Map<String, String> indexes = Map.of();

    private SortedColumns sortedColumns = new SortedColumns(Map.of());

    /** The columns of a large table in which rows have equal values. */
    private Set<String> tied = Set.of();

    private boolean changes;

    ListDao(Database db, String table, String columns, RowMapper<T> mapper) {
        this.db = db;
        this.table = table;
        this.columns = columns;
        this.mapper = mapper;
    }

    /** Marks the table as large, with the given indexes by column, so that counts are cached until it changes. */
    void markLarge(Map<String, String> indexesByColumn) {
        indexes = Map.copyOf(indexesByColumn);
        Map<String, Object[]> sorted = new HashMap<>();
        Set<String> repeating = new HashSet<>();
        for (String column : indexes.keySet()) {
            Map<Object, Object> same = new HashMap<>(); // shares equal values, because few are distinct
            sorted.put(
                    column,
                    db
                            .query("SELECT " + column + " FROM " + table + " ORDER BY " + column)
                            .map((row, context) -> row.getObject(1))
                            .stream()
                            .map(value -> Objects.requireNonNullElse(same.putIfAbsent(value, value), value))
                            .toArray());
            if (same.size() < sorted.get(column).length) {
                repeating.add(column);
            }
        }
        sortedColumns = new SortedColumns(sorted);
        tied = Set.copyOf(repeating);
    }

    /** Forgets the cached counts, because the table changes. From now on a rollback, too, may change it. */
    void changed() {
        if (!changes) {
            changes = true;
            sortedColumns = new SortedColumns(Map.of());
            db.afterRollback(counts::clear);
        }
        counts.clear();
    }

    private boolean isLarge() {
        return !indexes.isEmpty();
    }

    /** Counts the rows that match a query, whose conditions are in {@code where}. */
    long count(WhereClause where, ListQuery query) {
        db.noteRead(table);
        if (!isLarge() || where.sql().isEmpty()) {
            return count(where);
        }
        OptionalLong known = sortedColumns.count(query.conditions());
        return known.isPresent() ? known.getAsLong() : knownCount(where);
    }

    /** Whether rows match. */
    boolean hasRows(WhereClause where) {
        db.noteRead(table);
        return (isLarge() ? knownCount(where) : count(where)) > 0;
    }

    /** Whether a clause may be kept with what it gives. */
    private static boolean isShort(WhereClause where) {
        return where.length() <= MAX_KEPT_LENGTH;
    }

    /** The count of a large table, kept for the next pages; those of long filters are not kept. */
    private long knownCount(WhereClause where) {
        return isShort(where) ? counts.computeIfAbsent(where, this::count) : count(where);
    }

    /** Whether rows that match have equal values in a column; whether any rows have, if the table is large. */
    boolean hasTies(WhereClause where, String column) {
        db.noteRead(table);
        return isLarge()
                ? tied.contains(column)
                : bind(where, "SELECT COUNT(*) > COUNT(DISTINCT " + column + ") FROM " + table + where.sql())
                        .mapTo(Boolean.class)
                        .one();
    }

    private long count(WhereClause where) {
        return bind(where, "SELECT COUNT(*) FROM " + table + where.sql())
                .mapTo(Long.class)
                .one();
    }

    /**
     * Returns the rows of a page.
     *
     * @param total the total number of matching rows
     */
    List<T> rows(WhereClause where, ListQuery query, long offset, int limit, long total) {
        db.noteRead(table);
        int left = (int) Math.max(0, Math.min(limit, total - offset));
        if (left == 0) {
            return List.of();
        }
        // A large offset in one order is a small one in the reverse order.
        boolean backwards = isLarge() && offset > total / 2;
        long skipped = backwards ? total - offset - left : offset;
        String sql = select(query, where, skipped + left, total, backwards) + " LIMIT :limit OFFSET :offset";
        List<T> rows = bind(where, sql, left)
                .bind("limit", left)
                .bind("offset", skipped)
                .map(mapper)
                .collect(Collectors.toCollection(ArrayList::new));
        if (backwards) {
            Collections.reverse(rows);
        }
        return rows;
    }

    /** Returns the SQL of a page without its limits; {@code end} is the number of rows to read. */
    String select(ListQuery query, WhereClause where, long end, long total, boolean backwards) {
        List<SortKey> keys = keys(query);
        String order = keys.stream()
                .map(key -> key.field().column() + (key.descending() == backwards ? "" : " DESC"))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + table + hint(query, keys.get(0), end, total) + where.sql()
                + " ORDER BY " + order;
    }

    /** What is the same for all rows is no sort key; ties are sorted by id. */
    private static List<SortKey> keys(ListQuery query) {
        List<SortKey> keys = new ArrayList<>();
        for (SortKey key : query.keys()) {
            if (!key.field().isConstant()) {
                keys.add(key);
            }
        }
        keys.add(BY_ID);
        return keys;
    }

    /**
     * Chooses the index. It is the index of the sort order if a condition narrows it, or if matching rows are so
     * frequent that a scan in that order soon finds enough of them. Otherwise H2 chooses an index for the conditions
     * and sorts.
     */
    private String hint(ListQuery query, SortKey first, long end, long total) {
        if (!isLarge() || query.conditions().isEmpty()) {
            return "";
        }
        String column = first.field().column();
        boolean narrowed = query.conditions().stream()
                .anyMatch(condition ->
                        condition.narrows() && condition.field().column().equals(column));
        long all = count(new WhereClause("", Map.of()));
        boolean frequent = end * all <= total * total;
        return narrowed || frequent ? " USE INDEX (" + indexes.get(column) + ")" : "";
    }

    private Query bind(WhereClause where, String sql) {
        return bind(where, sql, 1);
    }

    private Query bind(WhereClause where, String sql, int rows) {
        Query query = db.list(sql, isShort(where) && rows <= MAX_KEPT_ROWS);
        where.binds()
                .forEach((name, value) -> query.bind(name, value instanceof List<?> list ? list.toArray() : value));
        return query;
    }
}
