package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepares each SQL text once per connection. A result must therefore be read completely before the same SQL text runs
 * again; all DAOs do that.
 *
 * <p>What clients send changes the text of lists alone ({@link Database#list}). A few of those are kept, so that the pages of
 * one list are fast, and none that is long: what is kept is bounded in bytes, whatever clients send.
 */
final class StatementCache extends DefaultStatementBuilder {
    /** More than the DAOs have. */
    private static final int MAX_FIXED = 512;

    private static final int MAX_LISTS = 32;

    private static final int STATEMENT_BYTES = 2000;
    private static final int BYTES_PER_CHARACTER = 10;

    private final Map<String, PreparedStatement> fixed = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, PreparedStatement> lists = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Statement> kept = new HashSet<>();
    private long bytes;

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        boolean isList = SqlTexts.isList(context);
        Map<String, PreparedStatement> cache = isList ? lists : fixed;
        PreparedStatement known = cache.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = super.create(connection, sql, context);
        if (SqlTexts.isKept(sql, context)) {
            if (cache.size() == (isList ? MAX_LISTS : MAX_FIXED)) {
                closeEldest(cache);
            }
            cache.put(sql, statement);
            kept.add(statement);
            bytes += bytes(sql);
        }
        return statement;
    }

    private void closeEldest(Map<String, PreparedStatement> cache) throws SQLException {
        Iterator<Map.Entry<String, PreparedStatement>> all = cache.entrySet().iterator();
        Map.Entry<String, PreparedStatement> eldest = all.next();
        bytes -= bytes(eldest.getKey());
        kept.remove(eldest.getValue());
        eldest.getValue().close();
        all.remove();
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (!kept.contains(statement)) {
            super.close(connection, sql, statement);
        }
    }

    /** Closes all statements that are kept; none may be in use. */
    void clear() {
        try {
            for (Statement statement : kept) {
                statement.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close statements", e);
        }
        fixed.clear();
        lists.clear();
        kept.clear();
        bytes = 0;
    }

    /** About how much memory the statements use. */
    long bytes() {
        return bytes;
    }

    private static long bytes(String sql) {
        return STATEMENT_BYTES + (long) sql.length() * BYTES_PER_CHARACTER;
    }
}
