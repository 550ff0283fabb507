package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** API keys of accounts, and the history of all keys of an account, also of those that are gone. */
final class ApiKeyDao {
    /** How many entries the history of an account has; older ones are dropped. */
    private static final int LONGEST_HISTORY = 200;

    /** When the keys of start states were made: the tables of a start state are the same whenever a world starts. */
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final RowMapper<ApiKey> KEY = (row, context) -> new ApiKey(
            row.getLong("id"),
            row.getString("owner"),
            row.getLong("server"),
            row.getString("name"),
            row.getString("api_key"),
            row.getString("ip"),
            row.getBoolean("active"),
            row.getString("notify_method"),
            row.getString("notify_address"),
            Instant.ofEpochMilli(row.getLong("created_at")));
    private static final RowMapper<Event> EVENT = (row, context) -> new Event(
            row.getLong("id"),
            row.getLong("key_id"),
            row.getString("type"),
            Instant.ofEpochMilli(row.getLong("happened_at")));

    private final Database db;

    ApiKeyDao(Database db) {
        this.db = db;
    }

    /**
     * One key.
     *
     * @param owner the login of its account
     * @param server the server it is for; 0 for one of the whole account
     * @param ip the addresses that may use it, as the client wrote them
     */
    record ApiKey(
            long id,
            String owner,
            long server,
            String name,
            String secret,
            String ip,
            boolean active,
            String notifyMethod,
            String notifyAddress,
            Instant createdAt) {
        /** Whether it is for one server or for some addresses, or whether its logins are to be reported. */
        boolean isRestricted() {
            return server != 0 || !ip.isEmpty() || !notifyMethod.equals("none");
        }

        /** A key of a whole account that its start state has. */
        static ApiKey ofStart(long id, String owner, String secret) {
            return new ApiKey(id, owner, 0, "default", secret, "", true, "none", "", START);
        }
    }

    /** What happened with a key: {@code add}, {@code edit}, {@code delete} or {@code login}. */
    record Event(long id, long key, String type, Instant at) {}

    /** Returns the id of the next key. */
    long next() {
        return db.next("hostkey.api_key");
    }

    /** Inserts a key. */
    void insert(ApiKey key) {
        db.update("""
                        INSERT INTO hostkey_api_key (id, owner, server, name, api_key, ip, active, notify_method,
                          notify_address, created_at)
                        VALUES (:id, :owner, :server, :name, :secret, :ip, :active, :notifyMethod,
                          :notifyAddress, :createdAt)""")
                .bind("id", key.id())
                .bind("owner", key.owner())
                .bind("server", key.server())
                .bind("name", key.name())
                .bind("secret", key.secret())
                .bind("ip", key.ip())
                .bind("active", key.active())
                .bind("notifyMethod", key.notifyMethod())
                .bind("notifyAddress", key.notifyAddress())
                .bind("createdAt", key.createdAt().toEpochMilli())
                .execute();
    }

    /** Updates name, addresses, state and notification of a key. */
    void update(ApiKey key) {
        db.update("""
                        UPDATE hostkey_api_key SET name = :name, ip = :ip, active = :active,
                          notify_method = :notifyMethod, notify_address = :notifyAddress WHERE id = :id""")
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("ip", key.ip())
                .bind("active", key.active())
                .bind("notifyMethod", key.notifyMethod())
                .bind("notifyAddress", key.notifyAddress())
                .execute();
    }

    /** Finds a key by what a login sends. */
    Optional<ApiKey> findBySecret(String secret) {
        return db.query("SELECT * FROM hostkey_api_key WHERE api_key = :secret")
                .bind("secret", secret)
                .map(KEY)
                .findOne();
    }

    /** Finds a key of an account by id. */
    Optional<ApiKey> find(String owner, long id) {
        return db.query("SELECT * FROM hostkey_api_key WHERE id = :id AND owner = :owner")
                .bind("id", id)
                .bind("owner", owner)
                .map(KEY)
                .findOne();
    }

    /** Lists the keys of an account, oldest first. */
    List<ApiKey> list(String owner) {
        return db.query("SELECT * FROM hostkey_api_key WHERE owner = :owner ORDER BY id")
                .bind("owner", owner)
                .map(KEY)
                .list();
    }

    /** Deletes a key. */
    void delete(long id) {
        db.update("DELETE FROM hostkey_api_key WHERE id = :id").bind("id", id).execute();
    }

    /** Deletes the keys for a server that is gone. */
    void deleteOf(long server) {
        db.update("DELETE FROM hostkey_api_key WHERE server = :server")
                .bind("server", server)
                .execute();
    }

    /** Notes in the history of its account what happened with a key. */
    void note(ApiKey key, String type, Instant now) {
        long id = db.next("hostkey.api_key_event");
        db.update("""
                        INSERT INTO hostkey_api_key_event (id, owner, key_id, type, happened_at)
                        VALUES (:id, :owner, :key, :type, :at)""")
                .bind("id", id)
                .bind("owner", key.owner())
                .bind("key", key.id())
                .bind("type", type)
                .bind("at", now.toEpochMilli())
                .execute();
        db.query("SELECT id FROM hostkey_api_key_event WHERE owner = :owner ORDER BY id DESC LIMIT 1 OFFSET :most")
                .bind("owner", key.owner())
                .bind("most", LONGEST_HISTORY)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(this::dropEvent);
    }

    private void dropEvent(long id) {
        db.update("DELETE FROM hostkey_api_key_event WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Lists the history of an account, oldest first. */
    List<Event> history(String owner) {
        return db.query("SELECT * FROM hostkey_api_key_event WHERE owner = :owner ORDER BY id")
                .bind("owner", owner)
                .map(EVENT)
                .list();
    }
}
