package dev.hostdouble.vss;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.db.Database;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the images and files of a saved state, and makes their keys for sorting anew: somebody may have changed a name by hand. */
final class SavedImagesDao {
    private static final List<String> TABLES = List.of("vss_iso", "vss_user_image");

    private final Database db;
    private final TextOrder order;

    SavedImagesDao(Database db, TextOrder order) {
        this.db = db;
        this.order = order;
    }

    /** @throws IllegalArgumentException naming the first image or file that cannot be, and why */
    void check() {
        TABLES.forEach(this::check);
        checkKinds();
        List<String> paths = db.query("SELECT path FROM vss_file ORDER BY username, path")
                .mapTo(String.class)
                .list();
        for (String path : paths) {
            if (!FileStore.isPath(path)) {
                throw new IllegalArgumentException("/tables/vss_file: the path '" + Excerpt.of(path)
                        + "' is not allowed: expected " + FileStore.ALLOWED_PATH);
            }
        }
    }

    private void checkKinds() {
        List<String> wrong = db.query("SELECT path, kind FROM vss_user_image ORDER BY id")
                .map((row, context) -> {
                    String kind = ImageKind.ofImage(row.getString("path")).name();
                    return kind.equals(row.getString("kind")) ? "" : kind;
                })
                .list();
        for (int i = 0; i < wrong.size(); i++) {
            if (!wrong.get(i).isEmpty()) {
                throw new IllegalArgumentException(
                        "/tables/vss_user_image/" + i + ": kind must be that of path: " + wrong.get(i));
            }
        }
    }

    private record Row(NewImage image, Optional<String> wrong, Map<String, String> keys) {}

    private void check(String table) {
        List<Row> rows = rows(table);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.wrong().isPresent()) {
                throw new IllegalArgumentException(
                        "/tables/" + table + "/" + i + ": " + row.wrong().get());
            }
            if (!row.keys().equals(keys(row.image()))) {
                db.update("UPDATE " + table
                                + " SET name_key = :name, path_key = :path, data_store_key = :dataStore WHERE id = :id")
                        .bindMap(keys(row.image()))
                        .bind("id", row.image().id())
                        .execute();
            }
        }
    }

    private Map<String, String> keys(NewImage image) {
        return Map.of(
                "name", order.key(image.name()),
                "path", order.key(image.path()),
                "dataStore", order.key(image.dataStore()));
    }

    private List<Row> rows(String table) {
        return db.query("SELECT * FROM " + table + " ORDER BY id")
                .map((row, context) -> {
                    NewImage image = new NewImage(
                            row.getLong("id"),
                            row.getString("path"),
                            Instant.ofEpochSecond(row.getLong("created_at")),
                            Instant.ofEpochSecond(row.getLong("updated_at")));
                    Optional<String> wrong = wrong(
                            image,
                            row.getString("name"),
                            row.getString("data_store"),
                            row.getString("created_on"),
                            row.getString("updated_on"));
                    return new Row(
                            image,
                            wrong,
                            Map.of(
                                    "name", row.getString("name_key"),
                                    "path", row.getString("path_key"),
                                    "dataStore", row.getString("data_store_key")));
                })
                .list();
    }

    private static Optional<String> wrong(
            NewImage image, String name, String dataStore, String createdOn, String updatedOn) {
        if (!image.path().matches("\\[[^\\]]{1,100}] .+")) {
            return Optional.of("path must begin with a data store in brackets: [vss-ISOs] Linux/debian.iso");
        }
        if (!image.name().equals(name) || !image.dataStore().equals(dataStore)) {
            return Optional.of("name and data_store must be those in path");
        }
        if (!Times.text(image.created()).equals(createdOn)
                || !Times.text(image.updated()).equals(updatedOn)) {
            return Optional.of("created_on and updated_on must be the dates of created_at and updated_at: "
                    + Times.text(image.created()) + " and " + Times.text(image.updated()));
        }
        return Optional.empty();
    }
}
