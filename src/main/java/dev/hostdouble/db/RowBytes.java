package dev.hostdouble.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/**
 * Estimates the memory of all rows, from the values that are bound where rows are inserted. H2 does not tell it for tables in
 * memory. An update counts nothing, and a deleted row counts as an average one.
 */
final class RowBytes implements StatementCustomizer {
    /** The attribute of the statements whose texts are counted. */
    static final String ATTRIBUTE = "rowBytes";

    /** A row with its entry in the primary key. */
    private static final int ROW_BYTES = 100;

    /** A value with a short text, and its entries in indexes. */
    private static final int VALUE_BYTES = 40;

    private static final int SHORT_TEXT = 20;

    /** A value in a batch: those fill tables with many texts and indexes. */
    private static final int BATCH_VALUE_BYTES = 120;

    private Size size = new Size(0, 0);
    private final TableVersions versions = new TableVersions();
    private long textBytes; // of the statement that is being run

    /** How many rows there are, and how much memory they use. */
    record Size(long rows, long bytes) {}

    Size size() {
        return size;
    }

    /** How often each table may have changed. */
    TableVersions versions() {
        return versions;
    }

    /** Takes back what a transaction added that is rolled back. */
    void restore(Size before) {
        size = before;
        versions.changed();
    }

    @Override
    public void afterExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        String sql = context.getRawSql();
        versions.written(sql);
        if (sql.startsWith("INSERT")) {
            add(statement.getUpdateCount(), ROW_BYTES + values(sql) * VALUE_BYTES + textBytes);
        } else if (sql.startsWith("DELETE")) {
            long gone = Math.min(statement.getUpdateCount(), size.rows());
            if (gone > 0) {
                size = new Size(size.rows() - gone, size.bytes() - size.bytes() / size.rows() * gone);
            }
        }
    }

    @Override
    public void beforeBinding(PreparedStatement statement, StatementContext context) {
        textBytes = 0;
    }

    /** A text is bound to a statement that has this estimate as an attribute. */
    static void bound(String text, StatementContext context) {
        if (text.length() > SHORT_TEXT && context.getAttribute(ATTRIBUTE) instanceof RowBytes rows) {
            rows.textBytes += text.length() - SHORT_TEXT;
        }
    }

    private static long values(String sql) {
        return sql.chars().filter(c -> c == ':').count();
    }

    /** Counts the rows of a batch when it is run. */
    PreparedBatch counted(String sql, PreparedBatch batch) {
        return batch.addCustomizer(new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) {
                versions.written(sql);
                add(batch.size(), ROW_BYTES + values(sql) * BATCH_VALUE_BYTES);
            }
        });
    }

    /** Counts rows that were loaded. */
    void loaded(long rows, long columns) {
        versions.changed();
        add(rows, ROW_BYTES + columns * BATCH_VALUE_BYTES);
    }

    private void add(long rows, long each) {
        add(new Size(rows, rows * each));
    }

    /** Counts rows that were counted before, in another database. */
    void filled(Size more) {
        versions.changed();
        add(more);
    }

    private void add(Size more) {
        size = new Size(size.rows() + more.rows(), size.bytes() + more.bytes());
    }
}
