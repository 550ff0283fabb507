package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.time.Instant;

/** Console tickets that have been handed out and have not expired. */
final class ConsoleTicketDao {
    private final Database db;

    ConsoleTicketDao(Database db) {
        this.db = db;
    }

    /** The number of the next ticket. */
    long next() {
        return db.next("hosterapi.console");
    }

    /** Keeps a ticket, and forgets those that are of no use any more. */
    void insert(String ticket, long server, Instant now, Instant expires) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
        db.update("""
                        INSERT INTO hosterapi_console_ticket (ticket, server, expires_at)
                        VALUES (:ticket, :server, :expires)""")
                .bind("ticket", ticket)
                .bind("server", server)
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    /** Whether a ticket is good at that instant. */
    boolean good(String ticket, Instant now) {
        return db.query("""
                                SELECT COUNT(*) FROM hosterapi_console_ticket
                                WHERE ticket = :ticket AND expires_at > :now""")
                        .bind("ticket", ticket)
                        .bind("now", now.toEpochMilli())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
