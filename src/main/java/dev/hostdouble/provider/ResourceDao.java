package dev.hostdouble.provider;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.ResourceList.Resource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources from the tables of a provider.
 *
 * <p>The columns {@code id}, {@code name}, {@code state} and {@code job} are members of the resource, and all others its
 * details: {@code memory_mb} is the detail {@code memoryMb}. The end of a column's name says that it is a time: {@code _ms}
 * that of a date in milliseconds, {@code _s} in seconds, {@code _elapsed} that of an elapsed time in nanoseconds.
 */
public final class ResourceDao {
    private static final List<String> MEMBERS = List.of("id", "name", "state", "job");
    private static final String MILLISECONDS = "_ms";
    private static final String SECONDS = "_s";
    private static final String ELAPSED = "_elapsed";

    private final Database db;

    public ResourceDao(Database db) {
        this.db = db;
    }

    /** SQL for the column {@code job}: the id of the first open job on a target, itself SQL; null if there is none. */
    public static String openJob(String provider, String target) {
        return "(SELECT id FROM job WHERE provider = '" + provider + "' AND target = " + target
                + " AND settled = FALSE ORDER BY number LIMIT 1) AS job";
    }

    /**
     * Lists the latest rows.
     *
     * @param columns what is selected; {@code :elapsed} is the elapsed time of the world in nanoseconds
     * @param from the table, or a query in parentheses, with an alias. It and the others are kept, so they are fixed texts
     * @param order the column that rises from row to row
     */
    public ResourceList latest(String columns, String from, String order, WorldTime now, int limit) {
        return latest(columns, from, from, order, now, limit);
    }

    /**
     * Lists the latest rows of a query that reads no more than {@code :limit} of each part.
     *
     * @param all the same query without these limits, to count the rows
     */
    public ResourceList latest(String columns, String from, String all, String order, WorldTime now, int limit) {
        Query query = db.query("SELECT " + columns + " FROM " + from + " ORDER BY " + order + " DESC LIMIT :limit")
                .bind("limit", limit);
        Query bound = columns.contains(":elapsed")
                ? query.bind("elapsed", now.elapsed().toNanos())
                : query;
        List<Resource> items =
                new ArrayList<>(bound.map((row, context) -> resource(row, now)).list());
        Collections.reverse(items);
        return new ResourceList(items.size() < limit ? items.size() : count(all), items);
    }

    private long count(String from) {
        return db.query("SELECT COUNT(*) FROM " + from).mapTo(Long.class).one();
    }

    private static Resource resource(ResultSet row, WorldTime now) throws SQLException {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
            all.put(name(column), value(column, row.getObject(i), now));
        }
        Map<String, Object> details = new LinkedHashMap<>(all);
        details.keySet().removeAll(MEMBERS);
        return new Resource(
                String.valueOf(all.get("id")), text(all, "name"), text(all, "state"), text(all, "job"), details);
    }

    private static @Nullable String text(Map<String, Object> all, String member) {
        Object value = all.get(member);
        return value == null ? null : value.toString();
    }

    private static String name(String column) {
        StringBuilder name = new StringBuilder();
        boolean startsWord = false;
        for (char letter : withoutUnit(column).toCharArray()) {
            if (letter != '_') {
                name.append(startsWord ? Character.toUpperCase(letter) : letter);
            }
            startsWord = letter == '_';
        }
        return name.toString();
    }

    private static String withoutUnit(String column) {
        for (String unit : List.of(MILLISECONDS, SECONDS, ELAPSED)) {
            if (column.endsWith(unit)) {
                return column.substring(0, column.length() - unit.length());
            }
        }
        return column;
    }

    private static @Nullable Object value(String column, @Nullable Object value, WorldTime now) {
        if (!(value instanceof Number number)) {
            return value;
        }
        if (column.endsWith(MILLISECONDS)) {
            return Instant.ofEpochMilli(number.longValue()).toString();
        }
        if (column.endsWith(SECONDS)) {
            return Instant.ofEpochSecond(number.longValue()).toString();
        }
        return column.endsWith(ELAPSED)
                ? now.dateOf(Duration.ofNanos(number.longValue())).toString()
                : value;
    }
}
