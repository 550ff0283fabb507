package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The ids of the public images: which are free, and which come next. */
final class ImageIdDao {
    private static final String NEXT = "vss.iso";

    private final Database db;

    ImageIdDao(Database db) {
        this.db = db;
    }

    /** Returns the lowest free ids of a range; fewer if there are not as many. */
    List<Long> free(long from, long to, int count) {
        Set<Long> used = Set.copyOf(db.query("SELECT id FROM vss_iso WHERE id BETWEEN :from AND :to")
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .list());
        return LongStream.rangeClosed(from, to)
                .boxed()
                .filter(id -> !used.contains(id))
                .limit(count)
                .toList();
    }

    /** Returns ids after that of the last image; those of images that are gone do not come again. */
    List<Long> next(int count) {
        long next = next();
        db.startSequence(NEXT, next + count);
        return LongStream.range(next, next + count).boxed().toList();
    }

    /** Makes sure that the ids of the images there are do not come again, because some are about to go. */
    void retire() {
        db.startSequence(NEXT, next());
    }

    private long next() {
        return Math.max(last() + 1, db.next(NEXT));
    }

    /** Returns the id of the last image; 0 if there is none. */
    long last() {
        return db.query("SELECT COALESCE(MAX(id), 0) FROM vss_iso")
                .mapTo(Long.class)
                .one();
    }
}
