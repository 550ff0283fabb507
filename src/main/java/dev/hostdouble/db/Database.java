package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.h2.Driver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.Update;

/**
 * The in-memory database of one world. It has one connection and is not thread-safe; callers hold the lock of the world.
 * Closing it deletes all data.
 */
public final class Database implements AutoCloseable {
    // Statements are kept here (StatementCache). H2 would keep them a second time, and those of any length.
    private static final String URL = "jdbc:h2:mem:;QUERY_CACHE_SIZE=0";
    private static final String SEQUENCES =
            "CREATE TABLE sequence (name VARCHAR PRIMARY KEY, next_value BIGINT NOT NULL)";

    // Shared by all worlds: it caches parsed SQL, which does not depend on a connection.
    private static final Jdbi JDBI = jdbi();

    private final Handle handle;
    private final List<LongConsumer> afterRollback = new ArrayList<>(1);
    private long updates;
    private long statements;

    private Database(Handle handle) {
        this.handle = handle;
    }

    /**
     * Opens a new database.
     *
     * @param schemas SQL scripts that create the tables
     */
    public static Database open(List<String> schemas) {
        Database database = new Database(JDBI.open());
        database.transaction(() -> {
            database.run(SEQUENCES);
            schemas.forEach(database::run);
            return schemas;
        });
        return database;
    }

    /** Loads the database's classes, so that the first world opens faster. */
    public static void load() {
        try (Database throwaway = open(List.of())) {
            throwaway.next("any");
            throwaway.transaction(() -> throwaway);
        }
    }

    private static Jdbi jdbi() {
        Jdbi jdbi = Jdbi.create(Database::connect);
        jdbi.registerArgument(new ScalarArgumentFactory());
        // Its messages would end in the bound values, which may be credentials.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
        SqlTexts.use(jdbi.getConfig(SqlStatements.class));
        return jdbi;
    }

    /** Runs an SQL script. H2 splits it into statements faster than JDBI does. */
    public void run(String script) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run SQL script: " + script, e);
        }
    }

    private static Connection connect() throws SQLException {
        Connection connection = new Driver().connect(URL, new Properties());
        connection.setAutoCommit(false);
        return connection;
    }

    /** Creates a query, with named parameters to bind. Its text must not depend on what clients send: it is kept. */
    public Query query(String sql) {
        statements++;
        return handle.createQuery(sql);
    }

    /**
     * Creates a query whose text depends on what clients send, such as the filters of a list.
     *
     * @param isKept whether to keep it for the next time, with its values and its result; not if these are large
     */
    public Query list(String sql, boolean isKept) {
        statements++;
        Query query = handle.createQuery(sql);
        SqlTexts.markList(query.getConfig(SqlStatements.class), isKept);
        return query;
    }

    /** Creates an insert, update or delete, with named parameters to bind. */
    public Update update(String sql) {
        statements++;
        updates++;
        return handle.createUpdate(sql);
    }

    /** Creates a statement to run for many rows. */
    public PreparedBatch batch(String sql) {
        statements++;
        updates++;
        return handle.prepareBatch(sql);
    }

    /** Returns how many statements were created that may change the data; it tells whether some work changed any. */
    public long updates() {
        return updates;
    }

    /** Returns how many statements were created; it tells what some work costs. */
    public long statements() {
        return statements;
    }

    /** Returns about how many bytes the statements use that are kept for the next time. */
    long keptBytes() {
        return ((StatementCache) handle.getStatementBuilder()).bytes();
    }

    /** Runs the work in a transaction and returns its result; an exception rolls the transaction back. */
    public <T> T transaction(Supplier<T> work) {
        long before = updates;
        boolean done = false;
        try {
            T result = work.get();
            handle.getConnection().commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot commit", e);
        } finally {
            if (!done) {
                rollback(before);
            }
        }
    }

    /** Runs the work at a savepoint of the current transaction; an exception rolls back to the savepoint. */
    public <T> T nested(Supplier<T> work) {
        long before = updates;
        handle.savepoint("nested");
        boolean done = false;
        try {
            T result = work.get();
            handle.releaseSavepoint("nested");
            done = true;
            return result;
        } finally {
            if (!done) {
                handle.rollbackToSavepoint("nested");
                rolledBack(before);
            }
        }
    }

    /** Runs the work and takes back what it changed. */
    public <T> T rehearse(Supplier<T> work) {
        long before = updates;
        handle.savepoint("rehearsal");
        try {
            return work.get();
        } finally {
            handle.rollbackToSavepoint("rehearsal");
            rolledBack(before);
        }
    }

    /** A number that stands for the content of all tables, whatever the order of their rows. */
    public long contentHash() {
        return ContentHash.of(this);
    }

    private void rolledBack(long before) {
        afterRollback.forEach(listener -> listener.accept(before));
    }

    private void rollback(long before) {
        try {
            handle.getConnection().rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot roll back", e);
        } finally {
            rolledBack(before);
        }
    }

    /** Registers an action that runs after every rollback, of a transaction or a part of one, for example to clear a cache. */
    public void afterRollback(Runnable listener) {
        afterRollback.add(before -> listener.run());
    }

    /** As {@link #afterRollback(Runnable)}; the action gets the number of {@link #updates} that were not rolled back. */
    public void afterRollback(LongConsumer listener) {
        afterRollback.add(listener);
    }

    /** Sets the number that {@link #next} returns for a sequence. */
    public void startSequence(String name, long next) {
        update("MERGE INTO sequence (name, next_value) KEY (name) VALUES (:name, :next)")
                .bind("name", name)
                .bind("next", next)
                .execute();
    }

    /** Whether a sequence was set or has returned a number; asking changes nothing. */
    public boolean hasBegun(String name) {
        return query("SELECT COUNT(*) FROM sequence WHERE name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Returns the next number of a sequence, which starts at 1 unless set. A rollback takes it back. */
    public long next(String name) {
        long next = query("SELECT next_value FROM sequence WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(1L);
        startSequence(name, next + 1);
        return next;
    }

    @Override
    public void close() {
        handle.close();
    }
}
