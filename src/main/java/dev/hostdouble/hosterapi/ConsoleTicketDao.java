package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.time.Instant;

/** Issued console tickets that have not expired. */
final class ConsoleTicketDao {
    private static final long MAX_TICKETS = 1000;

    private final Database db;

    ConsoleTicketDao(Database db) {
        this.db = db;
    }

    /** Returns the number of the next ticket. */
    long next() {
        return db.next("hosterapi.console");
    }

    /** Stores a ticket. Deletes expired tickets and all but the latest thousand. */
    void insert(long number, String ticket, long server, Instant now, Instant expires) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE expires_at <= :now OR number <= :old")
                .bind("now", now.toEpochMilli())
                .bind("old", number - MAX_TICKETS)
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

    /** Deletes all tickets of a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE server = :server")
                .bind("server", server)
                .execute();
    }

    /** Whether a ticket is valid at that instant. */
    boolean isValid(String ticket, Instant now) {
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
