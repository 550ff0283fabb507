package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.time.Instant;

/** Console tickets that have been handed out and have not expired. */
final class ConsoleTicketDao {
    private static final long KEPT = 1000;

    private final Database db;

    ConsoleTicketDao(Database db) {
        this.db = db;
    }

    /** The number of the next ticket. */
    long next() {
        return db.next("hosterapi.console");
    }

    /** Keeps a ticket, and forgets those that are of no use any more: expired ones, and all but the latest thousand. */
    void insert(long number, String ticket, long server, Instant now, Instant expires) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE expires_at <= :now OR number <= :old")
                .bind("now", now.toEpochMilli())
                .bind("old", number - KEPT)
                .execute();
        db.update("""
                        INSERT INTO hosterapi_console_ticket (number, ticket, server, expires_at)
                        VALUES (:number, :ticket, :server, :expires)""")
                .bind("number", number)
                .bind("ticket", ticket)
                .bind("server", server)
                .bind("expires", expires.toEpochMilli())
                .execute();
    }

    void deleteOf(long server) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE server = :server")
                .bind("server", server)
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
