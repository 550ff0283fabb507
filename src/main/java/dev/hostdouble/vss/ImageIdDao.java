package dev.hostdouble.vss;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The ids of images. Public and personal images share one sequence, so no id names two of them. */
final class ImageIdDao {
    private static final String NEXT = "vss.image";

    private final Database db;

    ImageIdDao(Database db) {
        this.db = db;
    }

    /** Makes sure that the ids up to {@code last} are not given to new images. */
    void retire(long last) {
        long next = db.next(NEXT);
        db.startSequence(NEXT, Math.max(next, last + 1));
    }

    /** Returns the lowest free ids of a range; fewer if there are not as many. */
    List<Long> free(long from, long to, int count) {
        Set<Long> used = Set.copyOf(db.query("""
                        SELECT id FROM vss_iso WHERE id BETWEEN :from AND :to UNION
                        SELECT id FROM vss_user_image WHERE id BETWEEN :from AND :to""")
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

    /** Returns the ids of new images; ids of images that are gone do not come again. */
    List<Long> next(int count) {
        long next = db.next(NEXT);
        db.startSequence(NEXT, next + count);
        return LongStream.range(next, next + count).boxed().toList();
    }

    /** Returns the id of the last public image; 0 if there is none. */
    long lastPublic() {
        return db.query("SELECT COALESCE(MAX(id), 0) FROM vss_iso")
                .mapTo(Long.class)
                .one();
    }
}
