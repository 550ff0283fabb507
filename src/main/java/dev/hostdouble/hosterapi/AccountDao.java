package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which account a server or a job belongs to. */
final class AccountDao {
    private final Database db;
    // Each order asks for it, and counting takes longer with each server.
    private final Map<String, Long> servers = new HashMap<>();
    private long changedAt; // which update changed it

    AccountDao(Database db) {
        this.db = db;
        db.afterRollback(kept -> {
            if (changedAt > kept) {
                servers.clear();
            }
        });
    }

    /** The kinds of things that belong to an account. */
    enum Kind {
        SERVER("hosterapi_server"),
        DEDICATED("hosterapi_dedicated"),
        /** A job that a client has a ticket for. */
        JOB("hosterapi_ticket");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    /** Gives a server that exists to an account. */
    void give(Kind kind, long id, String account) {
        db.update("UPDATE " + kind.table + " SET account = :account WHERE id = :id")
                .bind("id", id)
                .bind("account", account)
                .execute();
        if (kind == Kind.SERVER) {
            change(account, 1, db.updates());
        }
    }

    /** Notes that a virtual server is about to be deleted. */
    void remove(long server) {
        of(Kind.SERVER, server).ifPresent(account -> change(account, -1, db.updates() + 1));
    }

    private void change(String account, long by, long update) {
        servers.computeIfPresent(account, (name, count) -> count + by);
        changedAt = update;
    }

    /** Notes the account that a new job belongs to. */
    void ticket(long id, String account) {
        db.update("INSERT INTO hosterapi_ticket (id, account) VALUES (:id, :account)")
                .bind("id", id)
                .bind("account", account)
                .execute();
    }

    /** The account of a server or job; empty if it does not exist. */
    Optional<String> of(Kind kind, long id) {
        return db.query("SELECT account FROM " + kind.table + " WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /** Lists the ids of the virtual servers of an account. */
    List<Long> servers(String account) {
        return db.query("SELECT id FROM hosterapi_server WHERE account = :account ORDER BY id")
                .bind("account", account)
                .mapTo(Long.class)
                .list();
    }

    /** Counts the virtual servers of an account. */
    long count(String account) {
        return servers.computeIfAbsent(
                account, asked -> db.query("SELECT COUNT(*) FROM hosterapi_server WHERE account = :account")
                        .bind("account", asked)
                        .mapTo(Long.class)
                        .one());
    }
}
