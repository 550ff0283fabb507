package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images in the users' own stores, of all kinds. */
final class UserImageDao {
    private final Database db;
    private final TextOrder order;
    private final ImageIdDao ids;
    private final ListDao<Image> list;
    private final List<ListField> fields;

    /** @param order the order of names, paths and data stores */
    UserImageDao(Database db, TextOrder order) {
        this.db = db;
        this.order = order;
        this.ids = new ImageIdDao(db);
        this.fields = ImageDao.fields(false, order);
        this.list = new ListDao<>(db, "vss_user_image", ImageDao.COLUMNS, ImageDao.mapper(false));
    }

    /** Returns the path prefix of a user's images. */
    static String userFolder(String user) {
        return "[vssUser-xfers] " + user + "/";
    }

    /** Returns the images of a user as a list that can be filtered, sorted and paged. */
    ListSource<Image> imagesOf(String user, ImageKind kind) {
        return ListSource.stored(list, Map.of("username", user, "kind", kind.name()), fields);
    }

    /** Finds an image of a user by id. */
    Optional<Image> find(String user, ImageKind kind, long id) {
        return db.query("SELECT " + ImageDao.COLUMNS
                        + " FROM vss_user_image WHERE id = :id AND kind = :kind AND username = :user")
                .bind("id", id)
                .bind("kind", kind.name())
                .bind("user", user)
                .map(ImageDao.mapper(false))
                .findOne();
    }

    /** Inserts an image of a user, whose path tells its kind; {@code modified} is the modification time of its file. */
    void insert(String user, NewImage image, Instant modified) {
        ImageDao.bind(db.update("""
                                INSERT INTO vss_user_image (id, name, name_key, path, path_key, data_store, data_store_key,
                                  created_at, created_on, updated_at, updated_on, username, kind, modified_at)
                                VALUES (:id, :name, :nameKey, :path, :pathKey, :dataStore, :dataStoreKey,
                                  :createdAt, :createdOn, :updatedAt, :updatedOn, :user, :kind, :modified)"""), image, order)
                .bind("user", user)
                .bind("kind", ImageKind.ofImage(image.path()).name())
                .bind("modified", modified.toEpochMilli())
                .execute();
    }

    /** Returns the last known modification times of a user's files of a kind, by the path of the image. */
    Map<String, Instant> seen(String user, ImageKind kind) {
        return db.query(
                        "SELECT path, modified_at FROM vss_user_image WHERE username = :user AND kind = :kind ORDER BY path")
                .bind("user", user)
                .bind("kind", kind.name())
                .reduceRows(new TreeMap<String, Instant>(), (seen, row) -> {
                    seen.put(
                            row.getColumn("path", String.class),
                            Instant.ofEpochMilli(row.getColumn("modified_at", Long.class)));
                    return seen;
                });
    }

    /** Records that the file of a user's image had changed at {@code at}. */
    void touch(String user, String path, Instant modified, Instant at) {
        db.update("""
                        UPDATE vss_user_image SET updated_at = :at, updated_on = :on, modified_at = :modified
                        WHERE username = :user AND path = :path""")
                .bind("at", at.getEpochSecond())
                .bind("on", Times.text(at))
                .bind("modified", modified.toEpochMilli())
                .bind("user", user)
                .bind("path", path)
                .execute();
    }

    /** Whether a user has an image of a kind at a path. */
    boolean has(String user, ImageKind kind, String path) {
        return db.query("SELECT COUNT(*) FROM vss_user_image WHERE username = :user AND path = :path AND kind = :kind")
                        .bind("user", user)
                        .bind("path", path)
                        .bind("kind", kind.name())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Deletes an image of a user; does nothing if it does not exist. */
    void delete(String user, String path) {
        db.update("DELETE FROM vss_user_image WHERE username = :user AND path = :path")
                .bind("user", user)
                .bind("path", path)
                .execute();
    }

    /** Returns the id of the next image. */
    long next() {
        return ids.next(1).get(0);
    }
}
