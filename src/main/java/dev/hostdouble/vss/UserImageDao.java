package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The ISO images in the users' own stores. */
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
        this.list = new ListDao<>(db, "vss_user_iso", ImageDao.COLUMNS, ImageDao.mapper(false));
    }

    /** Returns the path prefix of a user's images. */
    static String userFolder(String user) {
        return "[vssUser-xfers] " + user + "/";
    }

    /** Returns the images of a user as a list that can be filtered, sorted and paged. */
    ListSource<Image> imagesOf(String user) {
        return ListSource.stored(list, Map.of("username", user), fields);
    }

    /** Finds an image of a user by id. */
    Optional<Image> find(String user, long id) {
        return db.query("SELECT " + ImageDao.COLUMNS + " FROM vss_user_iso WHERE id = :id AND username = :user")
                .bind("id", id)
                .bind("user", user)
                .map(ImageDao.mapper(false))
                .findOne();
    }

    /** Inserts an image of a user; {@code modified} is the modification time of its file. */
    void insert(String user, NewImage image, Instant modified) {
        ImageDao.bind(db.update("""
                                INSERT INTO vss_user_iso (id, name, name_key, path, path_key, data_store, data_store_key,
                                  created_at, created_on, updated_at, updated_on, username, modified_at)
                                VALUES (:id, :name, :nameKey, :path, :pathKey, :dataStore, :dataStoreKey,
                                  :createdAt, :createdOn, :updatedAt, :updatedOn, :user, :modified)"""), image, order)
                .bind("user", user)
                .bind("modified", modified.toEpochMilli())
                .execute();
    }

    /** Returns the last known modification times of a user's files, by the path of the image. */
    Map<String, Instant> seen(String user) {
        return db.query("SELECT path, modified_at FROM vss_user_iso WHERE username = :user ORDER BY path")
                .bind("user", user)
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
                        UPDATE vss_user_iso SET updated_at = :at, updated_on = :on, modified_at = :modified
                        WHERE username = :user AND path = :path""")
                .bind("at", at.getEpochSecond())
                .bind("on", Times.text(at))
                .bind("modified", modified.toEpochMilli())
                .bind("user", user)
                .bind("path", path)
                .execute();
    }

    /** Deletes an image of a user; does nothing if it does not exist. */
    void delete(String user, String path) {
        db.update("DELETE FROM vss_user_iso WHERE username = :user AND path = :path")
                .bind("user", user)
                .bind("path", path)
                .execute();
    }

    /** Returns the id of the next image. */
    long next() {
        return ids.next(1).get(0);
    }
}
