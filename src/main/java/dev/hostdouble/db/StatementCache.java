package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepares each SQL text once per connection. A result must therefore be read completely before the same SQL text runs
 * again; all DAOs do that.
 */
final class StatementCache extends DefaultStatementBuilder {
    // Only filters produce variable SQL. Beyond this many texts, the cache would mostly hold filters that never recur.
    private static final int MAX_STATEMENTS = 256;

    private final Map<String, PreparedStatement> cache = new HashMap<>();
    private final Set<Statement> reusable = new HashSet<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement cached = cache.get(sql);
        if (cached != null) {
            return cached;
        }
        PreparedStatement statement = super.create(connection, sql, context);
        if (cache.size() < MAX_STATEMENTS) {
            cache.put(sql, statement);
            reusable.add(statement);
        }
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (!reusable.contains(statement)) {
            super.close(connection, sql, statement);
        }
    }
}
