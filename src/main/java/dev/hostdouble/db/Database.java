package dev.hostdouble.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.h2.Driver;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * The in-memory database of one world. It has one connection and is not thread-safe; callers hold the lock of the world.
 * Closing it deletes all data.
 */
public final class Database implements AutoCloseable {
    // H2's default of 8 cached statements thrashes; a world uses about sixty.
    private static final String URL = "jdbc:h2:mem:;QUERY_CACHE_SIZE=256";
    private static final String SEQUENCES =
            "CREATE TABLE sequence (name VARCHAR PRIMARY KEY, next_value BIGINT NOT NULL)";

    // Shared by all worlds: it caches parsed SQL, which does not depend on a connection.
    private static final Jdbi JDBI = jdbi();

    private final Handle handle;
    private final List<Runnable> afterRollback = new ArrayList<>(1);

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
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
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

    /** Creates a query, with named parameters to bind. */
    public Query query(String sql) {
        return handle.createQuery(sql);
    }

    /** Creates an insert, update or delete, with named parameters to bind. */
    public Update update(String sql) {
        return handle.createUpdate(sql);
    }

    /** Creates a statement to run for many rows. */
    public PreparedBatch batch(String sql) {
        return handle.prepareBatch(sql);
    }

    /** Runs the work in a transaction and returns its result; an exception rolls the transaction back. */
    public <T> T transaction(Supplier<T> work) {
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
                rollback();
            }
        }
    }

    /** Runs the work at a savepoint of the current transaction; an exception rolls back to the savepoint. */
    public <T> T nested(Supplier<T> work) {
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
            }
        }
    }

    private void rollback() {
        try {
            handle.getConnection().rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot roll back", e);
        } finally {
            afterRollback.forEach(Runnable::run);
        }
    }

    /** Registers an action that runs after every rollback of a transaction, for example to clear a cache. */
    public void afterRollback(Runnable listener) {
        afterRollback.add(listener);
    }

    /** Sets the number that {@link #next} returns for a sequence. */
    public void startSequence(String name, long next) {
        update("MERGE INTO sequence (name, next_value) KEY (name) VALUES (:name, :next)")
                .bind("name", name)
                .bind("next", next)
                .execute();
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
