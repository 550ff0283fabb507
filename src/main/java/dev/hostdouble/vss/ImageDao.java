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

/** The public ISO images, and what they have in common with those of users. */
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

    private static final String LOADS = "vss.iso.loads";

    private final Database db;
    private final TextOrder order;
    private final List<ListField> fields;
    private final ImageIdDao ids;
    private final ListDao<Image> publicList;

    private Supplier<List<NewImage>> lazyImages = List::of;
    private boolean lazy;
    private boolean loaded = true;

    /** @param order the order of names, paths and data stores */
    ImageDao(Database db, TextOrder order) {
        this.db = db;
        this.order = order;
        this.fields = fields(true, order);
        this.ids = new ImageIdDao(db);
        db.afterRollback(() -> loaded = !lazy);
        this.publicList = new ListDao<>(db, PUBLIC, COLUMNS, mapper(true));
    }

    /** The fields that filters and sorts of images may use. */
    static List<ListField> fields(boolean isPublic, TextOrder order) {
        return List.of(
                ListField.number("id"),
                ListField.text("name", order),
                ListField.text("path", order),
                ListField.text("data_store", order),
                ListField.flag("public", isPublic),
                ListField.time("created_on", "created_at"),
                ListField.time("updated_on", "updated_at"));
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
        return ListSource.stored(publicList, Map.of(), fields);
    }

    /** Finds a public image by id. */
    Optional<Image> findPublic(long id) {
        ensureLoaded();
        return db.query("SELECT " + COLUMNS + " FROM vss_iso WHERE id = :id")
                .bind("id", id)
                .map(mapper(true))
                .findOne();
    }

    /** The images that the first use will load; empty if it has. */
    List<NewImage> unloaded() {
        return hasLoaded() ? List.of() : lazyImages.get();
    }

    /** Loads the public images on first use: most worlds are created for another provider, and this takes longer. */
    void setLazyImages(Supplier<List<NewImage>> images) {
        lazyImages = images;
        lazy = true;
        loaded = false;
    }

    private void ensureLoaded() {
        if (!loaded) {
            // A rollback takes the sequence back together with the images. Later calls only look whether it is there.
            if (!hasLoaded()) {
                loadPublic(lazyImages.get());
            }
            loaded = true;
        }
    }

    /** Whether the images of the start state were put in; a saved state tells it too. */
    boolean hasLoaded() {
        return db.hasBegun(LOADS);
    }

    /** Puts in the images of the start state. */
    void loadPublic(List<NewImage> images) {
        db.next(LOADS);
        insertPublic(images);
    }

    /** Creates the indexes of a large catalogue, once all its images are there. */
    void indexIfLarge() {
        long count = db.query("SELECT COUNT(*) FROM vss_iso").mapTo(Long.class).one();
        if (count >= LARGE) {
            indexPublic();
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
        ensureLoaded();
        publicList.changed();
    }

    /** Adds public images with unused ids. */
    void add(List<NewImage> images) {
        ensureLoaded();
        publicList.changed();
        insertPublic(images);
    }

    /** The ids of all images. */
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
                bind(batch, image, order);
                batch.add();
            }
            batch.execute();
        }
    }

    /** Creates the indexes of a large catalogue. */
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
    static <S extends SqlStatement<S>> S bind(S statement, NewImage image, TextOrder order) {
        return statement
                .bind("id", image.id())
                .bind("name", image.name())
                .bind("nameKey", order.key(image.name()))
                .bind("path", image.path())
                .bind("pathKey", order.key(image.path()))
                .bind("dataStore", image.dataStore())
                .bind("dataStoreKey", order.key(image.dataStore()))
                .bind("createdAt", image.created().getEpochSecond())
                .bind("createdOn", Times.text(image.created()))
                .bind("updatedAt", image.updated().getEpochSecond())
                .bind("updatedOn", Times.text(image.updated()));
    }
}
