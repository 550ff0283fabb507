package dev.hostdouble.hosterapi;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.LedgerEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** What was ordered and deleted since the world started; a server that is gone has no other row. */
final class LedgerDao {
    private static final RowMapper<Row> ROW = (row, context) -> new Row(
            row.getLong("number"),
            Kind.valueOf(row.getString("kind")),
            row.getString("account"),
            row.getString("target"),
            row.getString("what"),
            Optional.ofNullable(row.getObject("price", Integer.class)),
            Duration.ofNanos(row.getLong("happened_at")));

    private final Database db;

    LedgerDao(Database db) {
        this.db = db;
    }

    /**
     * One order, or the end of one.
     *
     * @param target the server as jobs name it; empty while there is none
     * @param price a month's price in euros; empty if it is unknown
     * @param at the elapsed time of the world
     */
    record Row(
            long number, Kind kind, String account, String target, String what, Optional<Integer> price, Duration at) {}

    /** Inserts a row; returns its number. */
    long insert(Kind kind, String account, String target, String what, Optional<Integer> price, Duration at) {
        long number = db.next("hosterapi.ledger");
        db.update("""
                        INSERT INTO hosterapi_ledger (number, kind, account, target, what, price, happened_at)
                        VALUES (:number, :kind, :account, :target, :what, :price, :at)""")
                .bind("number", number)
                .bind("kind", kind.name())
                .bind("account", account)
                .bind("target", target)
                .bind("what", what)
                .bind("price", price.orElse(null))
                .bind("at", at.toNanos())
                .execute();
        return number;
    }

    /** Sets the server of an order that has none yet. */
    void setTarget(long number, String target) {
        db.update("UPDATE hosterapi_ledger SET target = :target WHERE target = '' AND number = :number")
                .bind("target", target)
                .bind("number", number)
                .execute();
    }

    /** Finds an order that has no server yet. */
    Optional<Row> find(long number) {
        return db.query("SELECT * FROM hosterapi_ledger WHERE target = '' AND number = :number")
                .bind("number", number)
                .map(ROW)
                .findOne();
    }

    /** Finds the latest row of a server. */
    Optional<Row> latest(String target) {
        return db.query("SELECT * FROM hosterapi_ledger WHERE target = :target ORDER BY number DESC LIMIT 1")
                .bind("target", target)
                .map(ROW)
                .findOne();
    }

    /** Lists all rows in order. */
    List<Row> list() {
        return db.query("SELECT * FROM hosterapi_ledger ORDER BY number")
                .map(ROW)
                .list();
    }
}
