package dev.hostdouble.db;

import java.util.Optional;

/** The numbers that tables get one after the other, in a table of their own. */
final class Sequences {
    static final String NAME = "sequence";
    static final String TABLE = "CREATE TABLE sequence (name VARCHAR PRIMARY KEY, next_value BIGINT NOT NULL);";

    private Sequences() {}

    static void start(Database database, String name, long next) {
        database.update("MERGE INTO sequence (name, next_value) KEY (name) VALUES (:name, :next)")
                .bind("name", name)
                .bind("next", next)
                .execute();
    }

    static Optional<Long> find(Database database, String name) {
        return database.query("SELECT next_value FROM sequence WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne();
    }

    static long next(Database database, String name) {
        long next = find(database, name).orElse(1L);
        start(database, name, next + 1);
        return next;
    }
}
