package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Orders of servers, each with an invoice. */
final class OrderDao {
    private static final RowMapper<Order> ORDER = (row, context) -> new Order(
            row.getLong("invoice"),
            row.getString("callback"),
            row.getString("login"),
            State.valueOf(row.getString("state")),
            row.getLong("preset"),
            row.getString("location"),
            row.getString("hostname"),
            row.getLong("os"),
            row.getInt("addresses"),
            row.getLong("server"));

    private final Database db;

    OrderDao(Database db) {
        this.db = db;
    }

    /** Where an order stands. */
    enum State {
        AWAITING_PAYMENT,
        DEPLOYING,
        DONE,
        FAILED
    }

    /**
     * One order.
     *
     * @param invoice the number of its invoice
     * @param callback the key of its deployment
     * @param login of the client
     * @param preset the id of the preset
     * @param hostname the name that the server gets; empty if the call names none
     * @param os the id of the operating system; 0 for none
     * @param addresses how many additional addresses the server gets
     * @param server the id of the server; 0 until it is there
     */
    record Order(
            long invoice,
            String callback,
            String login,
            State state,
            long preset,
            String location,
            String hostname,
            long os,
            int addresses,
            long server) {
        /** The target name that its job uses. */
        String target() {
            return "order/" + invoice;
        }
    }

    /** Inserts an order. */
    void insert(Order order) {
        db.update("""
                        INSERT INTO hostkey_order (invoice, callback, login, state, preset, location, hostname, os,
                          addresses, server)
                        VALUES (:invoice, :callback, :login, :state, :preset, :location, :hostname, :os,
                          :addresses, :server)""")
                .bind("invoice", order.invoice())
                .bind("callback", order.callback())
                .bind("login", order.login())
                .bind("state", order.state().name())
                .bind("preset", order.preset())
                .bind("location", order.location())
                .bind("hostname", order.hostname())
                .bind("os", order.os())
                .bind("addresses", order.addresses())
                .bind("server", order.server())
                .execute();
    }

    /** Finds the order of an invoice. */
    Optional<Order> find(long invoice) {
        return db.query("SELECT * FROM hostkey_order WHERE invoice = :invoice")
                .bind("invoice", invoice)
                .map(ORDER)
                .findOne();
    }

    /** Finds an order by the key of its deployment. */
    Optional<Order> find(String callback) {
        return db.query("SELECT * FROM hostkey_order WHERE callback = :callback")
                .bind("callback", callback)
                .map(ORDER)
                .findOne();
    }

    /** Finds the order by which a server came. */
    Optional<Order> ofServer(long server) {
        return db.query("SELECT * FROM hostkey_order WHERE server = :server ORDER BY invoice LIMIT 1")
                .bind("server", server)
                .map(ORDER)
                .findOne();
    }

    /** Lists the newest orders of a client in some state, the oldest of them first. */
    List<Order> newest(String login, State state, int limit) {
        return db.query("""
                        SELECT * FROM (SELECT * FROM hostkey_order WHERE login = :login AND state = :state
                          ORDER BY invoice DESC LIMIT :limit) ORDER BY invoice""")
                .bind("login", login)
                .bind("state", state.name())
                .bind("limit", limit)
                .map(ORDER)
                .list();
    }

    /** Counts the orders of a client in some state. */
    int count(String login, State state) {
        return db.query("SELECT COUNT(*) FROM hostkey_order WHERE login = :login AND state = :state")
                .bind("login", login)
                .bind("state", state.name())
                .mapTo(Integer.class)
                .one();
    }

    /** Sets where an order stands, and its server. */
    void update(long invoice, State state, long server) {
        db.update("UPDATE hostkey_order SET state = :state, server = :server WHERE invoice = :invoice")
                .bind("state", state.name())
                .bind("server", server)
                .bind("invoice", invoice)
                .execute();
    }
}
