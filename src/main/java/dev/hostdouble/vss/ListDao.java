package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ListQuery.SortKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Pages of a table with a column {@code id}: filtered, sorted and cut in SQL. A large table has indexes for each column
 * that is sorted by; choosing among them is up to this class, because H2 does not know how many rows a condition lets
 * through.
 */
final class ListDao<T> {
    private static final int REMEMBERED = 256;
    private static final SortKey BY_ID = new SortKey(ListField.number("id", "id"), false);

    private final Database db;
    private final String table;
    private final String columns;
    private final RowMapper<T> mapper;
    private final Map<WhereClause, Long> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Entry<WhereClause, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The indexes of a large table by column, as a hint names them; none of a small one. */
    private Map<String, String> indexes = Map.of();

    private SortedColumns ranks = new SortedColumns(Map.of());

    ListDao(Database db, String table, String columns, RowMapper<T> mapper) {
        this.db = db;
        this.table = table;
        this.columns = columns;
        this.mapper = mapper;
    }

    /** Declares that the table is large, indexed by these columns, and constant, so that counts can be cached. */
    void isLarge(Map<String, String> indexesByColumn) {
        indexes = Map.copyOf(indexesByColumn);
        Map<String, Object[]> sorted = new HashMap<>();
        for (String column : indexes.keySet()) {
            Map<Object, Object> same = new HashMap<>(); // few distinct values are kept once
            sorted.put(
                    column,
                    db
                            .query("SELECT " + column + " FROM " + table + " ORDER BY " + column)
                            .map((row, context) -> row.getObject(1))
                            .stream()
                            .map(value -> Objects.requireNonNullElse(same.putIfAbsent(value, value), value))
                            .toArray());
        }
        ranks = new SortedColumns(sorted);
    }

    private boolean large() {
        return !indexes.isEmpty();
    }

    /** How many rows of that scope a view lets through. */
    long count(Map<String, Object> scope, ListQuery view) {
        WhereClause where = WhereClause.of(scope, view.conditions());
        if (!large() || where.sql().isEmpty()) {
            return count(where);
        }
        OptionalLong known = ranks.count(view.conditions());
        return known.isPresent() ? known.getAsLong() : counts.computeIfAbsent(where, this::count);
    }

    private long count(WhereClause where) {
        return bound(where, "SELECT COUNT(*) FROM " + table + where.sql())
                .mapTo(Long.class)
                .one();
    }

    /**
     * The rows of a page.
     *
     * @param total the number of all rows
     */
    List<T> rows(Map<String, Object> scope, ListQuery view, long offset, int limit, long total) {
        int left = (int) Math.max(0, Math.min(limit, total - offset));
        if (left == 0) {
            return List.of();
        }
        // A row near the end of one order is near the start of the other.
        boolean backwards = large() && offset > total / 2;
        long skipped = backwards ? total - offset - left : offset;
        WhereClause where = WhereClause.of(scope, view.conditions());
        String sql = select(view, where, skipped + left, total, backwards) + " LIMIT :limit OFFSET :offset";
        List<T> rows = bound(where, sql)
                .bind("limit", left)
                .bind("offset", skipped)
                .map(mapper)
                .collect(Collectors.toCollection(ArrayList::new));
        if (backwards) {
            Collections.reverse(rows);
        }
        return rows;
    }

    String select(ListQuery view, WhereClause where, long end, long total, boolean backwards) {
        List<SortKey> keys = keys(view);
        String order = keys.stream()
                .map(key -> key.field().column() + (key.descending() == backwards ? "" : " DESC"))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + table + hint(view, keys.get(0), end, total) + where.sql() + " ORDER BY "
                + order;
    }

    /** A field that is constant in the list does not sort; ties are ordered by id. */
    private static List<SortKey> keys(ListQuery view) {
        List<SortKey> keys = new ArrayList<>();
        for (SortKey key : view.keys()) {
            if (key.field().kind() != ListField.Kind.FLAG) {
                keys.add(key);
            }
        }
        keys.add(BY_ID);
        return keys;
    }

    /**
     * Which index to go along: that of the order, if a condition narrows it, or if what is wanted is so frequent that
     * going along the order meets enough of it soon; else H2 takes one that leads to what is wanted, and sorts.
     */
    private String hint(ListQuery view, SortKey first, long end, long total) {
        if (!large() || view.conditions().isEmpty()) {
            return "";
        }
        String column = first.field().column();
        boolean narrowed = view.conditions().stream()
                .anyMatch(condition ->
                        condition.narrows() && condition.field().column().equals(column));
        long all = count(new WhereClause("", Map.of()));
        boolean frequent = end * all <= total * total;
        return narrowed || frequent ? " USE INDEX (" + indexes.get(column) + ")" : "";
    }

    private Query bound(WhereClause where, String sql) {
        Query query = db.query(sql);
        where.binds().forEach(query::bind);
        return query;
    }
}
