package dev.hostdouble.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The next number of each sequence of a database. They are here while the database is in use, and in its table only when that is
 * looked at as a whole: statements for each number would be half of what a call that orders something costs.
 */
final class Sequences {
    static final String NAME = "sequence";
    static final String TABLE = "CREATE TABLE sequence (name VARCHAR PRIMARY KEY, next_value BIGINT NOT NULL);";

    private static final String WRITE = "MERGE INTO sequence (name, next_value) KEY (name) VALUES (:name, :next)";

    private final Database database;
    private final TableVersions versions;
    private @Nullable Map<String, Long> known = new HashMap<>(); // null: what the table has
    private final Set<String> unsaved = new LinkedHashSet<>();
    private final List<Step> steps = new ArrayList<>(); // of the current transaction

    /** What can be taken back. */
    private interface Step {
        void takeBack();
    }

    Sequences(Database database, TableVersions versions) {
        this.database = database;
        this.versions = versions;
    }

    /** The next number of a sequence; empty if it has not begun. */
    OptionalLong get(String name) {
        Long next = all().get(name);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private Map<String, Long> all() {
        if (known == null) {
            known = database.query("SELECT name, next_value FROM sequence").reduceRows(new HashMap<>(), (all, row) -> {
                all.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                return all;
            });
        }
        return known;
    }

    /** Sets the next number of a sequence. */
    void set(String name, long next) {
        Long before = all().put(name, next);
        unsaved.add(name);
        versions.written(WRITE);
        steps.add(() -> {
            if (before == null) {
                all().remove(name);
            } else {
                all().put(name, before);
            }
        });
    }

    /** How many steps the current transaction has taken. */
    int steps() {
        return steps.size();
    }

    /** Takes back the steps of the current transaction beyond a number of them, and whatever it has written to the table. */
    void rollback(int kept) {
        while (steps.size() > kept) {
            steps.remove(steps.size() - 1).takeBack();
        }
        unsaved.clear();
        if (known != null) {
            unsaved.addAll(new TreeSet<>(known.keySet())); // the table may have an earlier number of any
        }
    }

    /** The current transaction has ended well. */
    void commit() {
        steps.clear();
    }

    /** Writes what the table does not have yet. */
    void save() {
        for (String name : unsaved) {
            database.update(WRITE)
                    .bind("name", name)
                    .bind("next", all().get(name))
                    .execute();
        }
        unsaved.clear();
    }

    /** Forgets what the table has too, because others may write it. */
    void forget() {
        save();
        Map<String, Long> before = known;
        steps.add(() -> known = before);
        known = null;
    }
}
