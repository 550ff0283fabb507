package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;

/** Backups of virtual servers. A backup's id is the Unix time of its request. */
final class BackupDao {
    private static final RowMapper<Backup> BACKUP = (row, context) -> new Backup(
            row.getLong("server"),
            row.getLong("taken_at"),
            new ServerDao.Config(
                    row.getInt("cpu_cores"), row.getInt("mem"), row.getString("disk"), row.getString("template")),
            row.getString("password"));

    private final Database db;

    BackupDao(Database db) {
        this.db = db;
    }

    /** A backup: the configuration and password of a server at the time. */
    record Backup(long server, long takenAt, ServerDao.Config config, String password) {}

    /** Inserts a backup. */
    void insert(Backup backup) {
        db.update("""
                        INSERT INTO hosterapi_backup (server, taken_at, cpu_cores, mem, disk, template, password)
                        VALUES (:server, :takenAt, :cpuCores, :mem, :disk, :template, :password)""")
                .bind("server", backup.server())
                .bind("takenAt", backup.takenAt())
                .bind("cpuCores", backup.config().cpuCores())
                .bind("mem", backup.config().mem())
                .bind("disk", backup.config().disk())
                .bind("template", backup.config().template())
                .bind("password", backup.password())
                .execute();
    }

    /** Lists the ids of a server's backups, newest first. */
    List<Long> ids(long server) {
        return db.query("SELECT taken_at FROM hosterapi_backup WHERE server = :server ORDER BY taken_at DESC")
                .bind("server", server)
                .mapTo(Long.class)
                .list();
    }

    /** Returns an unused backup id: the given time, or, if that is taken, the second after the latest backup. */
    long unusedId(long server, long takenAt) {
        if (find(server, takenAt).isEmpty()) {
            return takenAt;
        }
        return 1 + db.query("""
                                SELECT taken_at FROM hosterapi_backup WHERE server = :server
                                ORDER BY server DESC, taken_at DESC LIMIT 1""").bind("server", server).mapTo(Long.class).one();
    }

    /** Finds a backup of a server by its id. */
    Optional<Backup> find(long server, long takenAt) {
        return db.query("SELECT * FROM hosterapi_backup WHERE server = :server AND taken_at = :takenAt")
                .bind("server", server)
                .bind("takenAt", takenAt)
                .map(BACKUP)
                .findOne();
    }

    /** Deletes the backups of an id, of one server or of all; returns whether there were any. */
    boolean delete(long takenAt, Optional<Long> server) {
        Update delete = server.isPresent()
                ? db.update("DELETE FROM hosterapi_backup WHERE server = :server AND taken_at = :takenAt")
                        .bind("server", server.get())
                : db.update("DELETE FROM hosterapi_backup WHERE taken_at = :takenAt");
        return delete.bind("takenAt", takenAt).execute() > 0;
    }

    /** Deletes all backups of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hosterapi_backup WHERE server = :server")
                .bind("server", server)
                .execute();
    }
}
