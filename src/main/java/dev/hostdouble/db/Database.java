package dev.hostdouble.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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
    private final List<Remembered<?, ?>> remembered = new ArrayList<>();
    private final Sequences sequences = new Sequences(this, rows.versions());
    private final Transactions transactions;
    private long updates;
    private long statements;
    private long schemaBytes = EMPTY_BYTES;
    private @Nullable TableCopies copies;
    private long copiesVersion; // of all tables when the copies were made

    private Database(Handle handle) {
        this.handle = handle;
        this.transactions = new Transactions(this, handle, rows, sequences);
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
        statements++;
        rows.versions().changed();
        schemaBytes += Schema.run(handle.getConnection(), script);
    }

    /** Creates a query, with named parameters to bind. Its text must not depend on what clients send: it is kept. */
    public Query query(String sql) {
        statements++;
        rows.versions().read(sql);
        return handle.createQuery(sql);
    }

    /**
     * Creates a query whose text depends on what clients send, such as the filters of a list.
     *
     * @param isKept whether to keep it for the next time, with its values and its result; not if these are large
     */
    public Query list(String sql, boolean isKept) {
        statements++;
        rows.versions().read(sql);
        Query query = handle.createQuery(sql);
        SqlTexts.markList(query.getConfig(SqlStatements.class), isKept);
        return query;
    }

    /** Creates an insert, update or delete, with named parameters to bind. */
    public Update update(String sql) {
        statements++;
        updates++;
        return handle.createUpdate(sql).define(RowBytes.ATTRIBUTE, rows).addCustomizer(rows);
    }

    /** Creates a statement to run for many rows. */
    public PreparedBatch batch(String sql) {
        statements++;
        updates++;
        return rows.counted(sql, handle.prepareBatch(sql));
    }

    /** About how much memory its tables and their rows use. */
    public long bytes() {
        return schemaBytes + rows.size().bytes();
    }

    /**
     * Remembers what a query gives until something is written that may change it.
     *
     * @param query gives a value, never null, that follows from its key and the tables alone
     */
    public <K, V> Remembered<K, V> remember(Function<K, V> query) {
        return remember(query, value -> 1);
    }

    /**
     * As {@link #remember(Function)}; large results are not remembered.
     *
     * @param size about how many rows a result has
     */
    public <K, V> Remembered<K, V> remember(Function<K, V> query, ToIntFunction<V> size) {
        Remembered<K, V> fresh = new Remembered<>(rows.versions(), query, size);
        remembered.add(fresh);
        return fresh;
    }

    /** Notes that what is being remembered rests on a table although no statement says so. */
    public void noteRead(String table) {
        rows.versions().read("FROM " + table);
    }

    /** About how much memory it uses for what it can give up: statements, results and copies that are kept for the next time. */
    public long spareBytes() {
        long bytes = ((StatementCache) handle.getStatementBuilder()).bytes() + (copies == null ? 0 : copies.bytes());
        for (Remembered<?, ?> one : remembered) {
            bytes += one.bytes();
        }
        return bytes;
    }

    /** Gives up the statements, results and copies that are kept for the next time. */
    public void giveUpSpare() {
        copies = null;
        remembered.forEach(Remembered::forget);
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
        return transactions.run(work);
    }

    /** Runs the work at a savepoint of the current transaction; an exception rolls back to the savepoint. */
    public <T> T nested(Supplier<T> work) {
        return transactions.nested(work, false);
    }

    /** Runs the work and takes back what it changed. */
    public <T> T rehearse(Supplier<T> work) {
        return transactions.join(() -> transactions.nested(work, true));
    }

    /** A number that stands for the content of all tables, whatever the order of their rows; the caller is in a transaction. */
    public long contentHash() {
        transactions.require();
        sequences.save();
        return ContentHash.of(this);
    }

    /** All tables, to save or restore their content; the caller is in a transaction. */
    public Tables tables() {
        transactions.require();
        statements++;
        sequences.forget();
        return new Tables(handle.getConnection(), rows);
    }

    /** The content of all tables as it is now, for other databases of this process; made once while nothing changes. */
    public TableCopies copies() {
        TableCopies known = copies;
        if (known == null || copiesVersion != rows.versions().version()) {
            known = transactions.join(() -> {
                sequences.save();
                return TableCopies.of(handle.getConnection(), rows);
            });
            copies = known;
            copiesVersion = rows.versions().version();
        }
        return known;
    }

    /** Fills tables that are still empty; the caller is in a transaction. */
    public void fill(TableCopies other) {
        transactions.require();
        statements++;
        updates++;
        sequences.forget();
        other.into(handle.getConnection(), rows);
    }

    /** Registers an action that runs after every rollback, of a transaction or a part of one, for example to clear a cache. */
    public void afterRollback(Runnable listener) {
        transactions.afterRollback(before -> listener.run());
    }

    /** As {@link #afterRollback(Runnable)}; the action gets the number of {@link #updates} that were not rolled back. */
    public void afterRollback(LongConsumer listener) {
        transactions.afterRollback(listener);
    }

    /** Sets the number that {@link #next} returns for a sequence. */
    public void startSequence(String name, long next) {
        updates++;
        sequences.set(name, next);
    }

    /** Whether a sequence was set or has returned a number; asking changes nothing. */
    public boolean hasBegun(String name) {
        return sequences.get(name).isPresent();
    }

    /** Returns the next number of a sequence, which starts at 1 unless set. A rollback takes it back. */
    public long next(String name) {
        long next = sequences.get(name).orElse(1);
        startSequence(name, next + 1);
        return next;
    }

    @Override
    public void close() {
        handle.close();
    }
}
