package dev.hostdouble.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory database of one world. It has one connection and is not thread-safe; callers hold the lock of the world.
 * Closing it deletes all data.
 */
public final class Database implements AutoCloseable {
    private static final int EMPTY_BYTES = 26 << 10; // without tables

    private final Handle handle;
    private final RowBytes rows = new RowBytes();
    private final List<LongConsumer> afterRollback = new ArrayList<>(1);
    private long updates;
    private long statements;
    private long schemaBytes = EMPTY_BYTES;
    private @Nullable TableCopies copies; // until something may change

    private Database(Handle handle) {
        this.handle = handle;
    }

    /**
     * Opens a new database.
     *
     * @param schemas SQL scripts that create the tables
     */
    public static Database open(List<String> schemas) {
        Database database = new Database(SharedJdbi.JDBI.open());
        database.transaction(() -> {
            database.run(Sequences.TABLE);
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

    /** Runs an SQL script. A statement ends with a semicolon at the end of a line. */
    public void run(String script) {
        copies = null;
        schemaBytes += Schema.run(handle.getConnection(), script);
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
        noteUpdate();
        return handle.createUpdate(sql).define(RowBytes.ATTRIBUTE, rows).addCustomizer(rows);
    }

    /** Creates a statement to run for many rows. */
    public PreparedBatch batch(String sql) {
        statements++;
        noteUpdate();
        return rows.counted(sql, handle.prepareBatch(sql));
    }

    private void noteUpdate() {
        updates++;
        copies = null;
    }

    /** About how much memory its tables and their rows use. */
    public long bytes() {
        return schemaBytes + rows.size().bytes();
    }

    /** About how much memory it uses for what it can give up: statements and copies that are kept for the next time. */
    public long spareBytes() {
        return ((StatementCache) handle.getStatementBuilder()).bytes() + (copies == null ? 0 : copies.bytes());
    }

    /** Gives up the statements and copies that are kept for the next time. */
    public void giveUpSpare() {
        copies = null;
        ((StatementCache) handle.getStatementBuilder()).clear();
    }

    /** Returns how many statements were created that may change the data; it tells whether some work changed any. */
    public long updates() {
        return updates;
    }

    /** Returns how many statements were created; it tells what some work costs. */
    public long statements() {
        return statements;
    }

    /** Runs the work in a transaction and returns its result; an exception rolls the transaction back. */
    public <T> T transaction(Supplier<T> work) {
        long before = updates;
        RowBytes.Size rowsBefore = rows.size();
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
                rows.restore(rowsBefore);
                rollback(before);
            }
        }
    }

    /** Runs the work at a savepoint of the current transaction; an exception rolls back to the savepoint. */
    public <T> T nested(Supplier<T> work) {
        return atSavepoint("nested", work, true);
    }

    /** Runs the work and takes back what it changed. */
    public <T> T rehearse(Supplier<T> work) {
        return atSavepoint("rehearsal", work, false);
    }

    private <T> T atSavepoint(String name, Supplier<T> work, boolean keeps) {
        long before = updates;
        handle.savepoint(name);
        RowBytes.Size rowsBefore = rows.size();
        boolean isKept = false;
        try {
            T result = work.get();
            if (keeps) {
                handle.releaseSavepoint(name);
                isKept = true;
            }
            return result;
        } finally {
            if (!isKept) {
                handle.rollbackToSavepoint(name);
                rows.restore(rowsBefore);
                rolledBack(before);
            }
        }
    }

    /** A number that stands for the content of all tables, whatever the order of their rows. */
    public long contentHash() {
        return ContentHash.of(this);
    }

    private void rolledBack(long before) {
        copies = updates == before ? copies : null; // one that was made meanwhile has what is taken back
        afterRollback.forEach(listener -> listener.accept(before));
    }

    /** All tables, to save or restore their content; the caller is in a transaction. */
    public Tables tables() {
        copies = null; // their content may be replaced
        return new Tables(handle.getConnection(), rows);
    }

    /** The content of all tables as it is now, for other databases of this process; made once while nothing changes. */
    public TableCopies copies() {
        TableCopies known = copies;
        if (known == null) {
            known = TableCopies.of(handle.getConnection(), rows);
            copies = known;
        }
        return known;
    }

    /** Fills tables that are still empty; the caller is in a transaction. */
    public void fill(TableCopies other) {
        noteUpdate();
        other.into(handle.getConnection(), rows);
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
        Sequences.start(this, name, next);
    }

    /** Whether a sequence was set or has returned a number; asking changes nothing. */
    public boolean hasBegun(String name) {
        return Sequences.find(this, name).isPresent();
    }

    /** Returns the next number of a sequence, which starts at 1 unless set. A rollback takes it back. */
    public long next(String name) {
        return Sequences.next(this, name);
    }

    @Override
    public void close() {
        handle.close();
    }
}
