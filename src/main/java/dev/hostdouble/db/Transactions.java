package dev.hostdouble.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The transactions of a database, with all that a rollback takes back. */
final class Transactions {
    private final Database database;
    private final Handle handle;
    private final RowBytes rows;
    private final Sequences sequences;
    private final List<LongConsumer> afterRollback = new ArrayList<>(1);
    private boolean isOpen;

    Transactions(Database database, Handle handle, RowBytes rows, Sequences sequences) {
        this.database = database;
        this.handle = handle;
        this.rows = rows;
        this.sequences = sequences;
    }

    /** Runs work in the current transaction, or in one of its own. */
    <T> T join(Supplier<T> work) {
        return isOpen ? work.get() : run(work);
    }

    /** Runs work in a transaction; an exception rolls it back. Work that asks the database nothing needs none. */
    <T> T run(Supplier<T> work) {
        if (isOpen) {
            throw new IllegalStateException("in a transaction already");
        }
        Start start = new Start();
        long statements = database.statements();
        boolean done = false;
        isOpen = true;
        try {
            T result = work.get();
            if (database.statements() != statements) {
                handle.getConnection().commit();
            }
            sequences.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot commit", e);
        } finally {
            isOpen = false;
            if (!done) {
                rollback();
                start.restore();
            }
        }
    }

    /** Throws unless a transaction is under way: what is written outside of one would be lost at the next rollback. */
    void require() {
        if (!isOpen) {
            throw new IllegalStateException("not in a transaction");
        }
    }

    private void rollback() {
        try {
            handle.getConnection().rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot roll back", e);
        }
    }

    /**
     * Runs work at a savepoint of the current transaction; an exception rolls back to it.
     *
     * @param isRehearsal whether it is always rolled back
     */
    <T> T nested(Supplier<T> work, boolean isRehearsal) {
        String savepoint = isRehearsal ? "rehearsal" : "nested"; // one may be inside the other
        handle.savepoint(savepoint);
        Start start = new Start();
        boolean stays = false;
        try {
            T result = work.get();
            if (!isRehearsal) {
                handle.releaseSavepoint(savepoint);
                stays = true;
            }
            return result;
        } finally {
            if (!stays) {
                handle.rollbackToSavepoint(savepoint);
                start.restore();
            }
        }
    }

    void afterRollback(LongConsumer listener) {
        afterRollback.add(listener);
    }

    /** What there was before some work. */
    private final class Start {
        private final long updates = database.updates();
        private final long version = rows.versions().version();
        private final RowBytes.Size size = rows.size();
        private final int steps = sequences.steps();

        void restore() {
            sequences.rollback(steps);
            if (rows.versions().version() != version) {
                rows.restore(size); // else nothing was written
            }
            afterRollback.forEach(listener -> listener.accept(updates));
        }
    }
}
