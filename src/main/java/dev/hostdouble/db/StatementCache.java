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
 * Prepares each SQL text once for a connection. So a result must be read to its end before the same text runs again;
 * all of ours are.
 */
final class StatementCache extends DefaultStatementBuilder {
    // SQL texts are constants except for filters; with that many filters, none is worth keeping.
    private static final int MOST = 256;

    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private final Set<Statement> open = new HashSet<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement known = kept.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = super.create(connection, sql, context);
        if (kept.size() < MOST) {
            kept.put(sql, statement);
            open.add(statement);
        }
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (!open.contains(statement)) {
            super.close(connection, sql, statement);
        }
    }
}
