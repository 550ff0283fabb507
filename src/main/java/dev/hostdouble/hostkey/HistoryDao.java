package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.hostkey.IsoDao.Iso;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** The history of ISO images: operation, user and time. Entries remain after an image is deleted. */
final class HistoryDao {
    private static final RowMapper<Event> EVENT = (row, context) -> new Event(
            row.getLong("id"),
            Instant.ofEpochMilli(row.getLong("happened_at")),
            row.getString("type"),
            row.getString("login"),
            row.getString("message"),
            row.getString("iso_name"));

    private final Database db;

    HistoryDao(Database db) {
        this.db = db;
    }

    /** One entry of the history. */
    record Event(long id, Instant at, String type, String login, String message, String isoName) {}

    /** Records an operation on an image. */
    void record(Iso iso, String type, String message, String login, Instant now) {
        insert(iso.id(), new Event(db.next("hostkey.history"), now, type, login, message, iso.isoName()));
    }

    /** Inserts an entry for an image. */
    void insert(long iso, Event event) {
        db.update("""
                        INSERT INTO hostkey_history (id, iso, happened_at, type, login, message, iso_name)
                        VALUES (:id, :iso, :at, :type, :login, :message, :isoName)""")
                .bind("id", event.id())
                .bind("iso", iso)
                .bind("at", event.at().toEpochMilli())
                .bind("type", event.type())
                .bind("login", event.login())
                .bind("message", event.message())
                .bind("isoName", event.isoName())
                .execute();
    }

    /** Lists the history of an image, oldest first. */
    List<Event> of(long iso) {
        return db.query("SELECT * FROM hostkey_history WHERE iso = :iso ORDER BY id")
                .bind("iso", iso)
                .map(EVENT)
                .list();
    }
}
