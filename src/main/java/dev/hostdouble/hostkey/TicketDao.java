package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Requests for assistance. An account has at most one open ticket for each server, and one that is about none. */
final class TicketDao {
    private static final RowMapper<Ticket> TICKET = (row, context) -> new Ticket(
            row.getLong("id"),
            row.getString("login"),
            row.getLong("server"),
            row.getString("subject"),
            row.getString("message"),
            row.getBoolean("is_open"),
            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database db;

    TicketDao(Database db) {
        this.db = db;
    }

    /**
     * One ticket.
     *
     * @param login the account that opened it
     * @param server what it is about; 0 if it is about no server
     */
    record Ticket(
            long id, String login, long server, String subject, String message, boolean isOpen, Instant createdAt) {}

    /** Opens a ticket. */
    Ticket open(String login, long server, String subject, String message, Instant now) {
        Ticket ticket = new Ticket(db.next("hostkey.ticket"), login, server, subject, message, true, now);
        db.update("""
                        INSERT INTO hostkey_ticket (id, login, server, subject, message, is_open, created_at)
                        VALUES (:id, :login, :server, :subject, :message, TRUE, :createdAt)""")
                .bind("id", ticket.id())
                .bind("login", login)
                .bind("server", server)
                .bind("subject", subject)
                .bind("message", message)
                .bind("createdAt", now.toEpochMilli())
                .execute();
        return ticket;
    }

    /** Whether an account has an open ticket about a server, or about none. */
    boolean isOpen(String login, long server) {
        return db.query("""
                        SELECT COUNT(*) FROM hostkey_ticket WHERE login = :login AND server = :server AND is_open""")
                        .bind("login", login)
                        .bind("server", server)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Lists the tickets of an account, oldest first. */
    List<Ticket> list(String login) {
        return db.query("SELECT * FROM hostkey_ticket WHERE login = :login ORDER BY id")
                .bind("login", login)
                .map(TICKET)
                .list();
    }

    /** Finds a ticket of an account. */
    Optional<Ticket> find(long id, String login) {
        return db.query("SELECT * FROM hostkey_ticket WHERE id = :id AND login = :login")
                .bind("id", id)
                .bind("login", login)
                .map(TICKET)
                .findOne();
    }

    /** Closes a ticket; returns whether it was open. */
    boolean close(long id) {
        return db.update("UPDATE hostkey_ticket SET is_open = FALSE WHERE id = :id AND is_open")
                        .bind("id", id)
                        .execute()
                > 0;
    }
}
