package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** DNS zones of accounts, and their records. */
final class ZoneDao {
    private static final RowMapper<Zone> ZONE = (row, context) ->
            new Zone(row.getLong("id"), row.getString("owner"), row.getString("name"), row.getLong("server"));
    private static final RowMapper<DnsRecord> RECORD = (row, context) -> new DnsRecord(
            row.getLong("id"),
            row.getLong("zone"),
            row.getString("name"),
            row.getString("type"),
            row.getString("content"),
            row.getInt("ttl"),
            row.getInt("priority"));

    private final Database db;

    ZoneDao(Database db) {
        this.db = db;
    }

    /**
     * One zone.
     *
     * @param owner the login of its account
     * @param name in lower case, without a dot at its end
     * @param server the server it is for; 0 if it is for none
     */
    record Zone(long id, String owner, String name, long server) {}

    /**
     * One record.
     *
     * @param name as the client wrote it: relative to the zone, {@code @}, or whole
     * @param type in upper case
     * @param ttl in seconds
     */
    record DnsRecord(long id, long zone, String name, String type, String content, int ttl, int priority) {
        static final String SOA = "SOA";

        /** Whether it is about a name, which may be written in another way. */
        boolean isAbout(String other, Zone zone) {
            return relative(name, zone).equals(relative(other, zone));
        }

        private static String relative(String name, Zone zone) {
            String lower = name.toLowerCase(Locale.ROOT);
            String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            if (bare.equals("@") || bare.equals(zone.name())) {
                return "@";
            }
            String end = "." + zone.name();
            return bare.endsWith(end) ? bare.substring(0, bare.length() - end.length()) : bare;
        }
    }

    /** Inserts a zone. */
    Zone insert(String owner, String name, long server) {
        Zone zone = new Zone(db.next("hostkey.zone"), owner, name, server);
        db.update("INSERT INTO hostkey_zone (id, owner, name, server) VALUES (:id, :owner, :name, :server)")
                .bind("id", zone.id())
                .bind("owner", owner)
                .bind("name", name)
                .bind("server", server)
                .execute();
        return zone;
    }

    /** Finds a zone by name, whoever has it. */
    Optional<Zone> find(String name) {
        return db.query("SELECT * FROM hostkey_zone WHERE name = :name")
                .bind("name", name)
                .map(ZONE)
                .findOne();
    }

    /** Lists the zones of an account, oldest first. */
    List<Zone> list(String owner) {
        return db.query("SELECT * FROM hostkey_zone WHERE owner = :owner ORDER BY id")
                .bind("owner", owner)
                .map(ZONE)
                .list();
    }

    /** Deletes a zone with its records. */
    void delete(Zone zone) {
        db.update("DELETE FROM hostkey_dns_record WHERE zone = :zone")
                .bind("zone", zone.id())
                .execute();
        db.update("DELETE FROM hostkey_zone WHERE id = :id")
                .bind("id", zone.id())
                .execute();
    }

    /** Inserts a record; its id is given. */
    void add(Zone zone, String name, String type, String content, int ttl, int priority) {
        db.update("""
                        INSERT INTO hostkey_dns_record (id, zone, name, type, content, ttl, priority)
                        VALUES (:id, :zone, :name, :type, :content, :ttl, :priority)""")
                .bind("id", db.next("hostkey.dns_record"))
                .bind("zone", zone.id())
                .bind("name", name)
                .bind("type", type)
                .bind("content", content)
                .bind("ttl", ttl)
                .bind("priority", priority)
                .execute();
    }

    /** Updates content, time and priority of a record. */
    void update(long id, String content, int ttl, int priority) {
        db.update("UPDATE hostkey_dns_record SET content = :content, ttl = :ttl, priority = :priority WHERE id = :id")
                .bind("id", id)
                .bind("content", content)
                .bind("ttl", ttl)
                .bind("priority", priority)
                .execute();
    }

    /** Lists the records of a zone, oldest first. */
    List<DnsRecord> records(Zone zone) {
        return db.query("SELECT * FROM hostkey_dns_record WHERE zone = :zone ORDER BY id")
                .bind("zone", zone.id())
                .map(RECORD)
                .list();
    }

    /** Deletes a record. */
    void deleteRecord(long id) {
        db.update("DELETE FROM hostkey_dns_record WHERE id = :id")
                .bind("id", id)
                .execute();
    }
}
