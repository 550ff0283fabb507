package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.util.Optional;

/** The drives of virtual machines whose media were changed since the world began. */
final class DriveDao {
    private final Database db;

    DriveDao(Database db) {
        this.db = db;
    }

    /** Returns the path of the ISO image in a drive, empty text for none; nothing if the drive was never changed. */
    Optional<String> find(String vm, int unit) {
        return db.query("SELECT iso FROM vss_drive WHERE vm = :vm AND unit = :unit")
                .bind("vm", vm)
                .bind("unit", unit)
                .mapTo(String.class)
                .findOne();
    }

    void put(String vm, int unit, String iso) {
        db.update("MERGE INTO vss_drive (vm, unit, iso) KEY (vm, unit) VALUES (:vm, :unit, :iso)")
                .bind("vm", vm)
                .bind("unit", unit)
                .bind("iso", iso)
                .execute();
    }
}
