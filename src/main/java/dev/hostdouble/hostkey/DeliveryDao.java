package dev.hostdouble.hostkey;

import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import java.time.Instant;

/** The keys that have given the result of their task away; nothing that clients read. The latest thousand tasks are kept. */
final class DeliveryDao {
    private static final int MOST = 1000;

    private final Database db;

    DeliveryDao(Database db) {
        this.db = db;
    }

    /** Notes that the key of a task was used at a date. */
    void insert(Job task, Instant date) {
        db.update("""
                        INSERT INTO hostkey_delivery (job, callback, operation, target, delivered_at)
                        VALUES (:job, :callback, :operation, :target, :at)""")
                .bind("job", task.number())
                .bind("callback", task.id())
                .bind("operation", task.operation())
                .bind("target", task.target())
                .bind("at", date.toEpochMilli())
                .execute();
        db.query("SELECT job FROM hostkey_delivery ORDER BY job DESC LIMIT 1 OFFSET :most")
                .bind("most", MOST)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(this::delete);
    }

    private void delete(long job) {
        db.update("DELETE FROM hostkey_delivery WHERE job = :job")
                .bind("job", job)
                .execute();
    }
}
