package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.db.Remembered;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * IPv4 addresses: which are free, and which ones servers have besides their main one. The main address stands with the
 * server.
 */
final class AddressDao {
    private final Database db;
    private final AddressPool pool;
    private final Remembered<Long, List<String>> lists;

    AddressDao(Database db, AddressPool pool) {
        this.db = db;
        this.pool = pool;
        this.lists = db.remember(this::read, List::size);
    }

    /**
     * Returns the next free address of the pool. One that was given back comes again only after all others.
     *
     * @throws dev.hostdouble.core.ApiException if none is free
     */
    String take() {
        for (long tried = 0; tried < pool.size(); tried++) {
            String ip = pool.at((db.next("hostkey.address") - 1) % pool.size());
            if (isFree(ip)) {
                return ip;
            }
        }
        throw HostkeyError.NO_FREE_ADDRESS.with();
    }

    /** Whether that many are left of the pool, besides those that orders under way will get. */
    boolean hasFree(long count) {
        long left = pool.size() - reserved() - count;
        return left >= countGiven() || left >= given().filter(pool::contains).count();
    }

    private long reserved() {
        return db.query("""
                        SELECT COALESCE(SUM(addresses + 1), 0) FROM hostkey_order
                        WHERE state IN ('AWAITING_PAYMENT', 'DEPLOYING')""").mapTo(Long.class).one();
    }

    private long countGiven() {
        return db.query("SELECT (SELECT COUNT(*) FROM hostkey_server) + (SELECT COUNT(*) FROM hostkey_address)")
                .mapTo(Long.class)
                .one();
    }

    private Stream<String> given() {
        return db
                .query("SELECT ip FROM hostkey_server UNION SELECT ip FROM hostkey_address")
                .mapTo(String.class)
                .list()
                .stream();
    }

    /** Whether the provider can give an address: it is in the pool, and no server has it. */
    boolean canGive(String ip) {
        return pool.contains(ip) && isFree(ip);
    }

    private boolean isFree(String ip) {
        return holder(ip).isEmpty();
    }

    /** Finds the server that has an address, main or additional. */
    Optional<Long> holder(String ip) {
        return db.query("""
                        SELECT server FROM hostkey_address WHERE ip = :ip
                        UNION ALL SELECT id FROM hostkey_server WHERE ip = :ip ORDER BY server LIMIT 1""").bind("ip", ip).mapTo(Long.class).findOne();
    }

    /** Gives an address to a server besides those that it has. */
    void add(long server, String ip) {
        db.update("INSERT INTO hostkey_address (ip, server, number) VALUES (:ip, :server, :number)")
                .bind("ip", ip)
                .bind("server", server)
                .bind("number", db.next("hostkey.address_number"))
                .execute();
    }

    /** Lists the additional addresses of a server, in the order in which it got them. */
    List<String> list(long server) {
        return lists.of(server);
    }

    private List<String> read(long server) {
        return db.query("SELECT ip FROM hostkey_address WHERE server = :server ORDER BY number")
                .bind("server", server)
                .mapTo(String.class)
                .list();
    }

    /** Takes an additional address from a server; returns whether it had it. */
    boolean remove(long server, String ip) {
        return db.update("DELETE FROM hostkey_address WHERE ip = :ip AND server = :server")
                        .bind("ip", ip)
                        .bind("server", server)
                        .execute()
                > 0;
    }

    /** Puts one address into the place of another one. */
    void replace(String ip, String other) {
        db.update("UPDATE hostkey_address SET ip = :other WHERE ip = :ip")
                .bind("ip", ip)
                .bind("other", other)
                .execute();
    }

    /** Takes all additional addresses from a server. */
    void deleteAll(long server) {
        db.update("DELETE FROM hostkey_address WHERE server = :server")
                .bind("server", server)
                .execute();
    }
}
