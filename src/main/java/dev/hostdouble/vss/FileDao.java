package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.FileStore.StoredFile;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Files in the users' own stores (vskey-stor). A synchronization updates the users' images from them. */
final class FileDao implements FileStore {
    private static final RowMapper<StoredFile> FILE = (row, context) -> new StoredFile(
            row.getString("path"), Instant.ofEpochMilli(row.getLong("modified_at")), row.getBoolean("unreadable"));

    private final Database db;
    private final UserDao users;

    FileDao(Database db, UserDao users) {
        this.db = db;
        this.users = users;
    }

    @Override
    public boolean hasUser(String user) {
        return users.find(user).isPresent();
    }

    @Override
    public List<StoredFile> list(String user) {
        return db.query("SELECT * FROM vss_file WHERE username = :user ORDER BY path")
                .bind("user", user)
                .map(FILE)
                .list();
    }

    @Override
    public void put(String user, StoredFile file) {
        db.update("""
                        MERGE INTO vss_file (username, path, modified_at, unreadable) KEY (username, path)
                        VALUES (:user, :path, :modified, :unreadable)""")
                .bind("user", user)
                .bind("path", file.path())
                .bind("modified", file.modified().toEpochMilli())
                .bind("unreadable", file.unreadable())
                .execute();
    }

    @Override
    public void delete(String user, String path) {
        db.update("DELETE FROM vss_file WHERE username = :user AND path = :path")
                .bind("user", user)
                .bind("path", path)
                .execute();
    }
}
