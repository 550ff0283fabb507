package dev.hostdouble.vss;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.db.Database;
import dev.hostdouble.vss.ImageDao.NewImage;
import java.util.List;
import java.util.stream.LongStream;

/** Generated catalogues for tests. */
final class LargeCatalogue {
    private LargeCatalogue() {}

    /** Random numbers from a seed: a draw depends only on its purpose. */
    static RandomSource seed(long number) {
        return (purpose, key) -> new SeededRandom(SeededRandom.mix(number)
                ^ SeededRandom.mix(31L * purpose.hashCode() + List.of(key).hashCode()));
    }

    /** The first images of a catalogue. */
    static List<NewImage> images(long seed, int count) {
        Catalogue catalogue = new Catalogue(seed(seed));
        return LongStream.rangeClosed(1, count).mapToObj(catalogue::image).toList();
    }

    /** That many images in a database, with the indexes of a large catalogue. */
    static ImageDao large(Database db, int count) {
        ImageDao images = new ImageDao(db, TextOrder.LOCALE);
        images.insertPublic(images(1, count));
        images.indexPublic();
        return images;
    }
}
