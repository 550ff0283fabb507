package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.php.PhpJson;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Network incidents of virtual servers. */
final class IncidentDao {
    private static final RowMapper<Incident> INCIDENT = (row, context) -> new Incident(
            row.getLong("gid"),
            row.getString("started"),
            row.getString("stopped"),
            row.getString("host"),
            row.getInt("direction"),
            row.getLong("impact"),
            List.of(PhpJson.decode(row.getString("types"), String[].class)),
            row.getInt("ongoing"));

    private final Database db;

    IncidentDao(Database db) {
        this.db = db;
    }

    /** One incident as sent to clients. Times have no zone; {@code direction} and {@code ongoing} are numbers. */
    record Incident(
            long gid,
            String start,
            String stop,
            String host,
            int direction,
            long impact,
            List<String> types,
            int ongoing) {}

    /** Inserts an incident of a server. */
    void insert(long server, Incident incident) {
        db.update("""
                        INSERT INTO hosterapi_incident (gid, server, started, stopped, host, direction, impact,
                          types, ongoing)
                        VALUES (:gid, :server, :start, :stop, :host, :direction, :impact, :types, :ongoing)""")
                .bind("gid", incident.gid())
                .bind("server", server)
                .bind("start", incident.start())
                .bind("stop", incident.stop())
                .bind("host", incident.host())
                .bind("direction", incident.direction())
                .bind("impact", incident.impact())
                .bind("types", PhpJson.encodeToString(incident.types()))
                .bind("ongoing", incident.ongoing())
                .execute();
    }

    /** Lists the incidents of a server, by id. */
    List<Incident> of(long server) {
        return db.query("SELECT * FROM hosterapi_incident WHERE server = :server ORDER BY gid")
                .bind("server", server)
                .map(INCIDENT)
                .list();
    }

    /** Deletes all incidents of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hosterapi_incident WHERE server = :server")
                .bind("server", server)
                .execute();
    }
}
