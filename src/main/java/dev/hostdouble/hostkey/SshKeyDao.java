package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Public SSH keys of accounts; at most one key of an account is the default one. */
final class SshKeyDao {
    private static final RowMapper<SshKey> KEY = (row, context) -> new SshKey(
            row.getLong("id"),
            row.getString("owner"),
            row.getString("name"),
            row.getString("openssh"),
            row.getBoolean("is_default"),
            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database db;

    SshKeyDao(Database db) {
        this.db = db;
    }

    /** One key; {@code owner} is the login of its account. */
    record SshKey(long id, String owner, String name, String publicKey, boolean isDefault, Instant createdAt) {}

    /** Returns the id of the next key. */
    long next() {
        return db.next("hostkey.ssh_key");
    }

    /** Inserts a key; a default one takes the flag from the others. */
    void insert(SshKey key) {
        if (key.isDefault()) {
            db.update("UPDATE hostkey_ssh_key SET is_default = FALSE WHERE owner = :owner")
                    .bind("owner", key.owner())
                    .execute();
        }
        db.update("""
                        INSERT INTO hostkey_ssh_key (id, owner, name, openssh, is_default, created_at)
                        VALUES (:id, :owner, :name, :publicKey, :isDefault, :createdAt)""")
                .bind("id", key.id())
                .bind("owner", key.owner())
                .bind("name", key.name())
                .bind("publicKey", key.publicKey())
                .bind("isDefault", key.isDefault())
                .bind("createdAt", key.createdAt().toEpochMilli())
                .execute();
    }

    /** Lists the keys of an account, oldest first. */
    List<SshKey> list(String owner) {
        return db.query("SELECT * FROM hostkey_ssh_key WHERE owner = :owner ORDER BY id")
                .bind("owner", owner)
                .map(KEY)
                .list();
    }

    /** Deletes a key of an account; returns whether it was there. */
    boolean delete(String owner, long id) {
        return db.update("DELETE FROM hostkey_ssh_key WHERE id = :id AND owner = :owner")
                        .bind("id", id)
                        .bind("owner", owner)
                        .execute()
                > 0;
    }
}
