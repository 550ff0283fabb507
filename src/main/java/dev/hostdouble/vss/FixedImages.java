package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.Image;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.util.List;
import java.util.Optional;

/** Public images of a start state that nothing changes, so that they are in no table. */
final class FixedImages {
    private final List<NewImage> images;
    private final UnstoredListDao<NewImage> list;

    FixedImages(Database db, TextOrder order, List<NewImage> images) {
        this.images = List.copyOf(images);
        this.list = new UnstoredListDao<>(db, order, NewImage::id)
                .id()
                .text("name", NewImage::name)
                .text("path", NewImage::path)
                .text("data_store", NewImage::dataStore)
                .flag("public", true)
                .time("created_on", NewImage::created)
                .time("updated_on", NewImage::updated);
    }

    ListSource<Image> list() {
        return list.of(images, FixedImages::shown);
    }

    Optional<Image> find(long id) {
        return images.stream()
                .filter(image -> image.id() == id)
                .map(FixedImages::shown)
                .findFirst();
    }

    private static Image shown(NewImage image) {
        return new Image(
                image.id(),
                image.name(),
                image.path(),
                image.dataStore(),
                true,
                Times.text(image.created()),
                Times.text(image.updated()));
    }
}
