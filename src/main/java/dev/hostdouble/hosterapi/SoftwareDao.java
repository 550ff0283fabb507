package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Software packages and their installations. */
final class SoftwareDao {
    private static final RowMapper<HosterState.Software> SOFTWARE = (row, context) -> new HosterState.Software(
            row.getString("package"),
            row.getString("name"),
            row.getString("description"),
            row.getString("url"),
            row.getString("icon"));

    private final Database db;

    SoftwareDao(Database db) {
        this.db = db;
    }

    /** Inserts the packages in their order. */
    void insert(List<HosterState.Software> all) {
        for (HosterState.Software software : all) {
            db.update("""
                            INSERT INTO hosterapi_software (position, package, name, description, url, icon)
                            VALUES (:position, :package, :name, :description, :url, :icon)""")
                    .bind("position", all.indexOf(software))
                    .bind("package", software.packageName())
                    .bind("name", software.name())
                    .bind("description", software.description())
                    .bind("url", software.url())
                    .bind("icon", software.icon())
                    .execute();
        }
    }

    /** Lists all packages in their order. */
    List<HosterState.Software> list() {
        return db.query("SELECT * FROM hosterapi_software ORDER BY position")
                .map(SOFTWARE)
                .list();
    }

    /** Whether a package with that name exists. */
    boolean exists(String packageName) {
        return db.query("SELECT COUNT(*) FROM hosterapi_software WHERE package = :package")
                        .bind("package", packageName)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether a package is installed on a server. */
    boolean isInstalled(String target, String packageName) {
        return db.query("SELECT COUNT(*) FROM hosterapi_installed WHERE target = :target AND package = :package")
                        .bind("target", target)
                        .bind("package", packageName)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Records a package as installed on a server; {@code target} is its job target. */
    void install(String target, String packageName) {
        db.update("MERGE INTO hosterapi_installed (target, package) VALUES (:target, :package)")
                .bind("target", target)
                .bind("package", packageName)
                .execute();
    }

    /** Deletes an installation, if it exists. */
    void uninstall(String target, String packageName) {
        db.update("DELETE FROM hosterapi_installed WHERE target = :target AND package = :package")
                .bind("target", target)
                .bind("package", packageName)
                .execute();
    }

    /** Deletes the installations of a removed or reinstalled server. */
    void wipe(String target) {
        db.update("DELETE FROM hosterapi_installed WHERE target = :target")
                .bind("target", target)
                .execute();
    }
}
