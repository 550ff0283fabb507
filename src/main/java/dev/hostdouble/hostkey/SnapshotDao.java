package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Snapshots of servers. */
final class SnapshotDao {
    private static final RowMapper<Snapshot> SNAPSHOT = (row, context) -> new Snapshot(
            row.getLong("number"),
            row.getLong("server"),
            row.getString("type"),
            row.getString("name"),
            row.getString("snapshot_id"),
            Instant.ofEpochMilli(row.getLong("taken_at")),
            row.getLong("total_size"),
            row.getBoolean("ready"),
            row.getBoolean("running"),
            new ServerDao.Disc(row.getLong("drive"), row.getString("drive_name")),
            row.getString("server_name"));

    private final Database db;

    SnapshotDao(Database db) {
        this.db = db;
    }

    /**
     * One snapshot, with the saved state of the server.
     *
     * @param number its position in order of creation
     * @param type its type; each type has names and lists of its own
     * @param totalSize in bytes
     * @param ready whether it is complete and visible; false during creation
     */
    record Snapshot(
            long number,
            long server,
            String type,
            String name,
            String snapshotId,
            Instant takenAt,
            long totalSize,
            boolean ready,
            boolean running,
            ServerDao.Disc drive,
            String serverName) {}

    /** Returns the number of the next snapshot. */
    long next() {
        return db.next("hostkey.snapshot");
    }

    /** Inserts a snapshot. */
    void insert(Snapshot snapshot) {
        db.update("""
                        INSERT INTO hostkey_snapshot (number, server, type, name, snapshot_id, taken_at, total_size, ready,
                          running, drive, drive_name, server_name)
                        VALUES (:number, :server, :type, :name, :snapshotId, :takenAt, :totalSize, :ready,
                          :running, :drive, :driveName, :serverName)""")
                .bind("number", snapshot.number())
                .bind("server", snapshot.server())
                .bind("type", snapshot.type())
                .bind("name", snapshot.name())
                .bind("snapshotId", snapshot.snapshotId())
                .bind("takenAt", snapshot.takenAt().toEpochMilli())
                .bind("totalSize", snapshot.totalSize())
                .bind("ready", snapshot.ready())
                .bind("running", snapshot.running())
                .bind("drive", snapshot.drive().iso())
                .bind("driveName", snapshot.drive().name())
                .bind("serverName", snapshot.serverName())
                .execute();
    }

    /** Lists the snapshots of a server and a type in order of creation, including unfinished ones. */
    List<Snapshot> of(long server, String type) {
        return db.query("SELECT * FROM hostkey_snapshot WHERE server = :server AND type = :type ORDER BY number")
                .bind("server", server)
                .bind("type", type)
                .map(SNAPSHOT)
                .list();
    }

    /** Counts the snapshots of a server, of all types and including unfinished ones. */
    int count(long server) {
        return db.query("SELECT COUNT(*) FROM hostkey_snapshot WHERE server = :server")
                .bind("server", server)
                .mapTo(Integer.class)
                .one();
    }

    /** Finds a snapshot by its number. */
    Optional<Snapshot> find(long number) {
        return db.query("SELECT * FROM hostkey_snapshot WHERE number = :number")
                .bind("number", number)
                .map(SNAPSHOT)
                .findOne();
    }

    /** Marks a snapshot as complete, with the state that its server has now. */
    void complete(long number, Server server) {
        db.update("""
                        UPDATE hostkey_snapshot SET ready = TRUE, running = :running, drive = :drive,
                          drive_name = :driveName, server_name = :serverName WHERE number = :number""")
                .bind("running", server.running())
                .bind("drive", server.drive().iso())
                .bind("driveName", server.drive().name())
                .bind("serverName", server.name())
                .bind("number", number)
                .execute();
    }

    /** Deletes a snapshot. */
    void delete(long number) {
        db.update("DELETE FROM hostkey_snapshot WHERE number = :number")
                .bind("number", number)
                .execute();
    }

    /** Deletes all snapshots of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hostkey_snapshot WHERE server = :server")
                .bind("server", server)
                .execute();
    }

    /** Deletes all snapshots of its server that are later than the given one; returns whether there were any. */
    boolean deleteLater(Snapshot snapshot) {
        return db.update("DELETE FROM hostkey_snapshot WHERE server = :server AND number > :number")
                        .bind("server", snapshot.server())
                        .bind("number", snapshot.number())
                        .execute()
                > 0;
    }
}
