package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;

/** Generated passwords: twelve letters and digits, as on the page. Each uses its own random stream. */
final class Passwords {
    private static final int LENGTH = 12;

    private final Database db;
    private final RandomSource seed;

    Passwords(Database db, RandomSource seed) {
        this.db = db;
        this.seed = seed;
    }

    /** Returns the next password. */
    String next() {
        return seed.stream("hosterapi.password", db.next("hosterapi.password")).alphanumeric(LENGTH);
    }
}
