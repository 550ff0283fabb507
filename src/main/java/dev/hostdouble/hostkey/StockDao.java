package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;

/** How many servers of a preset are free in a location. */
final class StockDao {
    private final Database db;

    StockDao(Database db) {
        this.db = db;
    }

    /** Sets how many are free. */
    void put(long preset, String location, int free) {
        db.update("MERGE INTO hostkey_stock (preset, location, free) VALUES (:preset, :location, :free)")
                .bind("preset", preset)
                .bind("location", location)
                .bind("free", free)
                .execute();
    }

    /** How many are free; none where the preset is not sold. */
    int free(long preset, String location) {
        return db.query("SELECT free FROM hostkey_stock WHERE preset = :preset AND location = :location")
                .bind("preset", preset)
                .bind("location", location)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** Takes one, if there is one; returns whether there was. */
    boolean take(long preset, String location) {
        int free = free(preset, location);
        if (free > 0) {
            put(preset, location, free - 1);
        }
        return free > 0;
    }

    /** Takes all that are free in a location; returns whether there were any. */
    boolean takeAll(String location) {
        return db.update("UPDATE hostkey_stock SET free = 0 WHERE location = :location AND free > 0")
                        .bind("location", location)
                        .execute()
                > 0;
    }

    /** Gives one back. */
    void giveBack(long preset, String location) {
        put(preset, location, free(preset, location) + 1);
    }
}
