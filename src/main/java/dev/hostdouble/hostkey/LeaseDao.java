package dev.hostdouble.hostkey;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which servers were paid for, and until when: those that are there, and those that were removed since the world started. */
final class LeaseDao {
    private final Database db;

    LeaseDao(Database db) {
        this.db = db;
    }

    /**
     * How long a client has had a server.
     *
     * @param server its id
     * @param owner the login of the client
     * @param removedAt the elapsed time of the world at which it was removed; empty while it is there
     */
    record Lease(
            long server,
            String owner,
            String name,
            String preset,
            String location,
            Instant start,
            Optional<Duration> removedAt) {
        /** What was leased, as the description of an order says it. */
        String what() {
            return preset + " " + location + (name.isEmpty() ? "" : " - " + name);
        }
    }

    /** A server is removed. */
    void end(Server server, WorldTime now) {
        db.update("""
                        INSERT INTO hostkey_removed_server (id, owner, name, preset, location, created_at, removed_at)
                        VALUES (:id, :owner, :name, :preset, :location, :createdAt, :removedAt)""")
                .bind("id", server.id())
                .bind("owner", server.owner())
                .bind("name", server.name())
                .bind("preset", server.preset())
                .bind("location", server.location())
                .bind("createdAt", server.createdAt().toEpochMilli())
                .bind("removedAt", now.elapsed().toNanos())
                .execute();
    }

    /** Lists all leases by the id of the server. */
    List<Lease> list() {
        return db.query("""
                        SELECT id, owner, name, preset, location, created_at, CAST(NULL AS BIGINT) AS removed_at
                          FROM hostkey_server
                        UNION ALL
                        SELECT id, owner, name, preset, location, created_at, removed_at FROM hostkey_removed_server
                        ORDER BY id""")
                .map((row, context) -> new Lease(
                        row.getLong("id"),
                        row.getString("owner"),
                        row.getString("name"),
                        row.getString("preset"),
                        row.getString("location"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Optional.ofNullable(row.getObject("removed_at", Long.class))
                                .map(Duration::ofNanos)))
                .list();
    }
}
