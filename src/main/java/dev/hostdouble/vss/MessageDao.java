package dev.hostdouble.vss;

import static dev.hostdouble.provider.ProviderChange.option;
import static dev.hostdouble.provider.ProviderChange.yes;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.ChangeValue;
import dev.hostdouble.provider.ProviderChange;
import dev.hostdouble.provider.RequestedChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The messages of VSS to its users. */
final class MessageDao {
    static final String NOTICE = "Notice";
    static final String CREATED = "Created";
    static final String ACKNOWLEDGED = "Acknowledged";

    static final ProviderChange ADDED = ProviderChange.of(
                    VssApi.NAME, "message", ChangeValue.text("the name of a user"), "The user has one more message.")
            .needs(yes("added"))
            .needs(option("subject", ChangeValue.text("its subject")))
            .takes(option("text", ChangeValue.text("its text")))
            .takes(option("kind", ChangeValue.text("its kind; usually " + NOTICE)));

    private static final int MOST = 1000;
    private static final String COLUMNS = "id, kind, subject, text, status, created_at, updated_at";
    private static final RowMapper<Message> MESSAGE = (row, context) -> new Message(
            row.getLong("id"),
            row.getString("kind"),
            row.getString("subject"),
            row.getString("text"),
            row.getString("status"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("updated_at")));

    private final Database db;

    MessageDao(Database db) {
        this.db = db;
    }

    /** A message to a user. */
    record Message(
            long id, String kind, String subject, String text, String status, Instant created, Instant updated) {}

    /** Inserts a message to a user. */
    void insert(String user, Message message) {
        db.update("""
                        INSERT INTO vss_message (id, username, kind, subject, text, status, created_at, updated_at)
                        VALUES (:id, :user, :kind, :subject, :text, :status, :created, :updated)""")
                .bind("id", message.id())
                .bind("user", user)
                .bind("kind", message.kind())
                .bind("subject", message.subject())
                .bind("text", message.text())
                .bind("status", message.status())
                .bind("created", message.created().toEpochMilli())
                .bind("updated", message.updated().toEpochMilli())
                .execute();
    }

    /** Adds a message that VSS sends by itself; returns whether it did: there is a most for each user. */
    boolean add(RequestedChange change, WorldTime now) {
        String user = change.name();
        boolean isKnown = db.query("SELECT COUNT(*) FROM vss_user WHERE name = :user")
                        .bind("user", user)
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (!isKnown || messagesOf(user).size() >= MOST) {
            return false;
        }
        long id = db.query("SELECT COALESCE(MAX(id), 0) + 1 FROM vss_message")
                .mapTo(Long.class)
                .one();
        insert(
                user,
                new Message(
                        id,
                        change.text("kind").orElse(NOTICE),
                        change.text("subject").orElseThrow(),
                        change.text("text").orElse(""),
                        CREATED,
                        now.date(),
                        now.date()));
        return true;
    }

    /** Returns the messages to a user in the order of their ids. */
    List<Message> messagesOf(String user) {
        return db.query("SELECT " + COLUMNS + " FROM vss_message WHERE username = :user ORDER BY id")
                .bind("user", user)
                .map(MESSAGE)
                .list();
    }

    /** Finds a message to a user by id. */
    Optional<Message> find(String user, long id) {
        return db.query("SELECT " + COLUMNS + " FROM vss_message WHERE id = :id AND username = :user")
                .bind("id", id)
                .bind("user", user)
                .map(MESSAGE)
                .findOne();
    }

    /** Sets the status of a message. */
    void acknowledge(long id, Instant now) {
        db.update("UPDATE vss_message SET status = :status, updated_at = :now WHERE id = :id")
                .bind("status", ACKNOWLEDGED)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
    }
}
