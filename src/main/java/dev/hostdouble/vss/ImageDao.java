package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The public ISO images, and what they have in common with those of users. Each kind has its own sequence of ids. */
final class ImageDao {
    /** The number of public images from which indexes are worth their creation time. */
    static final int LARGE = 2000;

    private static final int BATCH = 1000;
    private static final String PUBLIC = "vss_iso";

    /** The columns that {@link #mapper} reads. */
    static final String COLUMNS = "id, name, path, data_store, created_on, updated_on";

    private static final String INDEXES = """
            CREATE INDEX vss_iso_name_key ON vss_iso (name_key, id);
            CREATE INDEX vss_iso_path_key ON vss_iso (path_key, id);
            CREATE INDEX vss_iso_data_store_key ON vss_iso (data_store_key, id);
            CREATE INDEX vss_iso_data_store_down ON vss_iso (data_store_key DESC, id);
            CREATE INDEX vss_iso_created_at ON vss_iso (created_at, id);
            CREATE INDEX vss_iso_updated_at ON vss_iso (updated_at, id);
            """;

    private static final List<ListField> PUBLIC_FIELDS = fields(true);

    private final Database db;
    private final ImageIdDao ids;
    private final ListDao<Image> publicList;

    private Supplier<List<NewImage>> lazyImages = List::of;
    private boolean lazy;
    private boolean loaded = true;

    ImageDao(Database db) {
        this.db = db;
        this.ids = new ImageIdDao(db);
        db.afterRollback(() -> loaded = !lazy);
        this.publicList = new ListDao<>(db, PUBLIC, COLUMNS, mapper(true));
    }

    /** The fields that filters and sorts of images may use. */
    static List<ListField> fields(boolean isPublic) {
        return List.of(
                ListField.number("id", "id"),
                ListField.text("name", "name_key"),
                ListField.text("path", "path_key"),
                ListField.text("data_store", "data_store_key"),
                ListField.flag("public", isPublic),
                ListField.time("created_on", "created_at", "created_on"),
                ListField.time("updated_on", "updated_at", "updated_on"));
    }

    /** Reads an image from a row. */
    static RowMapper<Image> mapper(boolean isPublic) {
        return (row, context) -> new Image(
                row.getLong("id"),
                row.getString("name"),
                row.getString("path"),
                row.getString("data_store"),
                isPublic,
                row.getString("created_on"),
                row.getString("updated_on"));
    }

    /** One image; times are in the printed format. */
    record Image(
            long id,
            String name,
            String path,
            String dataStore,
            boolean isPublic,
            String createdOn,
            String updatedOn) {}

    /**
     * An image to insert.
     *
     * @param path such as {@code [vss-ISOs] Linux/CentOS/CentOS-7.iso}: data store, folder and file name
     */
    record NewImage(long id, String path, Instant created, Instant updated) {
        /** Returns the file name. */
        String name() {
            return path.substring(Math.max(path.lastIndexOf('/'), path.indexOf("] ") + 1) + 1);
        }

        /** Returns the name of the data store. */
        String dataStore() {
            return path.substring(1, path.indexOf(']'));
        }
    }

    /** Returns the public images as a list that can be filtered, sorted and paged. */
    ListSource<Image> publicImages() {
        ensureLoaded();
        return new ListSource<>(publicList, Map.of(), PUBLIC_FIELDS);
    }

    /** Finds a public image by id. */
    Optional<Image> findPublic(long id) {
        ensureLoaded();
        return db.query("SELECT " + COLUMNS + " FROM vss_iso WHERE id = :id")
                .bind("id", id)
                .map(mapper(true))
                .findOne();
    }

    /**
     * Loads the public images on first use. Most worlds are created for another provider, and inserting these rows
     * takes longer than the rest of the world.
     */
    void setLazyImages(Supplier<List<NewImage>> images) {
        lazyImages = images;
        lazy = true;
        loaded = false;
    }

    private void ensureLoaded() {
        if (!loaded) {
            // A rollback takes the sequence back together with the images.
            boolean first = db.next("vss.iso.loads") == 1;
            if (first) {
                insertPublic(lazyImages.get());
            }
            loaded = true;
        }
    }

    /** Removes a public image; returns whether there was one. */
    boolean remove(long id) {
        beforeRemoval();
        return db.update("DELETE FROM vss_iso WHERE id = :id").bind("id", id).execute() > 0;
    }

    /** Removes the public images with the lowest or the highest ids; returns whether there were any. */
    boolean removeEnd(boolean lowest, long count) {
        beforeRemoval();
        List<Long> ids = db.query("SELECT id FROM vss_iso ORDER BY id " + (lowest ? "" : "DESC ") + "LIMIT :count")
                .bind("count", count)
                .mapTo(Long.class)
                .list();
        if (ids.isEmpty()) {
            return false;
        }
        return db.update("DELETE FROM vss_iso WHERE id " + (lowest ? "<=" : ">=") + " :last")
                        .bind("last", ids.get(ids.size() - 1))
                        .execute()
                > 0;
    }

    private void beforeRemoval() {
        ids().retire();
        publicList.changed();
    }

    /** Adds public images with unused ids. */
    void add(List<NewImage> images) {
        ensureLoaded();
        publicList.changed();
        insertPublic(images);
    }

    /** The ids of the public images. */
    ImageIdDao ids() {
        ensureLoaded();
        return ids;
    }

    /** Inserts public images. */
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

    /** Creates the indexes of a large catalogue, after all its images are inserted. */
    void indexPublic() {
        db.run(INDEXES);
        String primary = db.query("""
                        SELECT index_name FROM information_schema.indexes
                        WHERE table_name = 'VSS_ISO' AND index_type_name = 'PRIMARY KEY'""").mapTo(String.class).one();
        publicList.markLarge(Map.of(
                "id", primary,
                "name_key", "vss_iso_name_key",
                "path_key", "vss_iso_path_key",
                "data_store_key", "vss_iso_data_store_key, vss_iso_data_store_down",
                "created_at", "vss_iso_created_at",
                "updated_at", "vss_iso_updated_at"));
    }

    /** Binds the columns of an image. */
    static <S extends SqlStatement<S>> S bind(S statement, NewImage image) {
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
}
