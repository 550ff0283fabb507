package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** ISO images: the public ones, and those in the users' own stores, which are counted apart. */
final class ImageDao {
    /** The number of public images from which indexes are worth their cost. */
    static final int LARGE = 2000;

    private static final int BATCH = 1000;
    private static final String PUBLIC = "vss_iso";
    private static final String PERSONAL = "vss_user_iso";
    private static final String COLUMNS = "id, name, path, data_store, created_on, updated_on";
    private static final String INDEXES = """
            CREATE INDEX vss_iso_name_key ON vss_iso (name_key, id);
            CREATE INDEX vss_iso_path_key ON vss_iso (path_key, id);
            CREATE INDEX vss_iso_data_store_key ON vss_iso (data_store_key, id);
            CREATE INDEX vss_iso_data_store_down ON vss_iso (data_store_key DESC, id);
            CREATE INDEX vss_iso_created_at ON vss_iso (created_at, id);
            CREATE INDEX vss_iso_updated_at ON vss_iso (updated_at, id);
            """;

    private static final List<ListField> PUBLIC_FIELDS = fields(true);
    private static final List<ListField> PERSONAL_FIELDS = fields(false);

    private final Database db;
    private final ListDao<Image> publics;
    private final ListDao<Image> personals;

    private Supplier<List<NewImage>> shelved = List::of;
    private boolean shelving;
    private boolean there = true;

    ImageDao(Database db) {
        this.db = db;
        db.afterRollback(() -> there = !shelving);
        this.publics = new ListDao<>(db, PUBLIC, COLUMNS, mapper(true));
        this.personals = new ListDao<>(db, PERSONAL, COLUMNS, mapper(false));
    }

    private static List<ListField> fields(boolean isPublic) {
        return List.of(
                ListField.number("id", "id"),
                ListField.text("name", "name_key"),
                ListField.text("path", "path_key"),
                ListField.text("data_store", "data_store_key"),
                ListField.flag("public", isPublic),
                ListField.time("created_on", "created_at", "created_on"),
                ListField.time("updated_on", "updated_at", "updated_on"));
    }

    private static RowMapper<Image> mapper(boolean isPublic) {
        return (row, context) -> new Image(
                row.getLong("id"),
                row.getString("name"),
                row.getString("path"),
                row.getString("data_store"),
                isPublic,
                row.getString("created_on"),
                row.getString("updated_on"));
    }

    /** One image; times as they are printed. */
    record Image(
            long id,
            String name,
            String path,
            String dataStore,
            boolean isPublic,
            String createdOn,
            String updatedOn) {}

    /**
     * An image before it is in a table.
     *
     * @param path such as {@code [vss-ISOs] Linux/CentOS/CentOS-7.iso}: data store, folder and file name
     */
    record NewImage(long id, String path, Instant created, Instant updated) {
        String name() {
            return path.substring(Math.max(path.lastIndexOf('/'), path.indexOf("] ") + 1) + 1);
        }

        String dataStore() {
            return path.substring(1, path.indexOf(']'));
        }
    }

    /** The prefix of the paths of a user's images. */
    static String userFolder(String user) {
        return "[vssUser-xfers] " + user + "/";
    }

    /** The public images as a list that can be filtered, sorted and paged. */
    ListSource<Image> publicImages() {
        ensureLoaded();
        return new ListSource<>(publics, Map.of(), PUBLIC_FIELDS);
    }

    /** Those of a user. */
    ListSource<Image> imagesOf(String user) {
        return new ListSource<>(personals, Map.of("username", user), PERSONAL_FIELDS);
    }

    Optional<Image> findPublic(long id) {
        ensureLoaded();
        return db.query("SELECT " + COLUMNS + " FROM vss_iso WHERE id = :id")
                .bind("id", id)
                .map(mapper(true))
                .findOne();
    }

    Optional<Image> find(String user, long id) {
        return db.query("SELECT " + COLUMNS + " FROM vss_user_iso WHERE id = :id AND username = :user")
                .bind("id", id)
                .bind("user", user)
                .map(mapper(false))
                .findOne();
    }

    /**
     * Has these be the public images from when somebody first asks for one: most worlds are made for another provider, and
     * their rows take longer than all the rest of a world.
     */
    void setLazyImages(Supplier<List<NewImage>> images) {
        shelved = images;
        shelving = true;
        there = false;
    }

    private void ensureLoaded() {
        if (!there) {
            boolean empty =
                    db.query("SELECT COUNT(*) FROM vss_iso").mapTo(Long.class).one() == 0;
            if (empty) {
                insertPublic(shelved.get());
            }
            there = true;
        }
    }

    /** Puts public images in. */
    void insertPublic(List<NewImage> images) {
        for (int from = 0; from < images.size(); from += BATCH) {
            PreparedBatch batch = db.batch("""
                    INSERT INTO vss_iso (id, name, name_key, path, path_key, data_store, data_store_key,
                      created_at, created_on, updated_at, updated_on)
                    VALUES (:id, :name, :nameKey, :path, :pathKey, :dataStore, :dataStoreKey,
                      :createdAt, :createdOn, :updatedAt, :updatedOn)""");
            for (NewImage image : images.subList(from, Math.min(images.size(), from + BATCH))) {
                bind(batch, image);
                batch.add();
            }
            batch.execute();
        }
    }

    /** Makes the indexes of a large catalogue, which is complete by now. */
    void indexPublic() {
        db.run(INDEXES);
        String primary = db.query("""
                        SELECT index_name FROM information_schema.indexes
                        WHERE table_name = 'VSS_ISO' AND index_type_name = 'PRIMARY KEY'""").mapTo(String.class).one();
        publics.isLarge(Map.of(
                "id", primary,
                "name_key", "vss_iso_name_key",
                "path_key", "vss_iso_path_key",
                "data_store_key", "vss_iso_data_store_key, vss_iso_data_store_down",
                "created_at", "vss_iso_created_at",
                "updated_at", "vss_iso_updated_at"));
    }

    /** Puts an image of a user in; {@code modified} is the time of the file behind it. */
    void insert(String user, NewImage image, Instant modified) {
        bind(db.update("""
                                INSERT INTO vss_user_iso (id, name, name_key, path, path_key, data_store, data_store_key,
                                  created_at, created_on, updated_at, updated_on, username, modified_at)
                                VALUES (:id, :name, :nameKey, :path, :pathKey, :dataStore, :dataStoreKey,
                                  :createdAt, :createdOn, :updatedAt, :updatedOn, :user, :modified)"""), image)
                .bind("user", user)
                .bind("modified", modified.toEpochMilli())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, NewImage image) {
        return statement
                .bind("id", image.id())
                .bind("name", image.name())
                .bind("nameKey", ListField.fold(image.name()))
                .bind("path", image.path())
                .bind("pathKey", ListField.fold(image.path()))
                .bind("dataStore", image.dataStore())
                .bind("dataStoreKey", ListField.fold(image.dataStore()))
                .bind("createdAt", image.created().getEpochSecond())
                .bind("createdOn", Times.text(image.created()))
                .bind("updatedAt", image.updated().getEpochSecond())
                .bind("updatedOn", Times.text(image.updated()));
    }

    /** The last known modification time of a user's files, by the path of the image. */
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

    /** Notes that the file behind a user's image was another at that instant. */
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

    void delete(String user, String path) {
        db.update("DELETE FROM vss_user_iso WHERE username = :user AND path = :path")
                .bind("user", user)
                .bind("path", path)
                .execute();
    }

    /** The number of the next image of any user. */
    long next() {
        return db.next("vss.user_iso");
    }
}
