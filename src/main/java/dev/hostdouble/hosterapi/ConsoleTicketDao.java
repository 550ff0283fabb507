package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.time.Duration;

/** Issued console tickets that have not expired. They expire by elapsed time, so setting the date revives and ends none. */
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
    void insert(long number, String ticket, String target, Duration elapsed, Duration deadline) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE deadline < :elapsed")
                .bind("elapsed", elapsed.toNanos())
                .execute();
        db.update("DELETE FROM hosterapi_console_ticket WHERE number <= :old")
                .bind("old", number - MAX_TICKETS)
                .execute();
        db.update("""
                        INSERT INTO hosterapi_console_ticket (number, ticket, target, deadline)
                        VALUES (:number, :ticket, :target, :deadline)""")
                .bind("number", number)
                .bind("ticket", ticket)
                .bind("target", target)
                .bind("deadline", deadline.toNanos())
                .execute();
    }

    /** Deletes all tickets of a server. */
    void deleteAll(String target) {
        db.update("DELETE FROM hosterapi_console_ticket WHERE target = :target")
                .bind("target", target)
                .execute();
    }

    /** Whether a ticket is valid at that elapsed time. */
    boolean isValid(String ticket, Duration elapsed) {
        return db.query("""
                                SELECT COUNT(*) FROM hosterapi_console_ticket
                                WHERE ticket = :ticket AND deadline >= :elapsed""")
                        .bind("ticket", ticket)
                        .bind("elapsed", elapsed.toNanos())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
