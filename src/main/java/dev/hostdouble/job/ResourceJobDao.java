package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jobs on one resource. */
final class ResourceJobDao {
    private final Database db;

    ResourceJobDao(Database db) {
        this.db = db;
    }

    /** All jobs, in order of start. */
    List<Job> all(String provider, String target) {
        return db.query("SELECT * FROM job WHERE provider = :provider AND target = :target ORDER BY number")
                .bind("provider", provider)
                .bind("target", target)
                .map(JobDao.JOB)
                .list();
    }

    /** The open jobs, in order of start. */
    List<Job> running(String provider, String target) {
        return db.query("""
                        SELECT * FROM job WHERE provider = :provider AND target = :target AND settled = FALSE
                        ORDER BY number""")
                .bind("provider", provider)
                .bind("target", target)
                .map(JobDao.JOB)
                .list();
    }

    /** The jobs that have begun before the one with a number, and do not end by themselves. */
    List<Job> held(String provider, String target, long before, int limit) {
        return db.query("""
                        SELECT * FROM job USE INDEX (job_waiting)
                        WHERE provider = :provider AND target = :target AND settled = FALSE AND waits_for = ''
                          AND number < :before AND ends_at IS NULL
                        ORDER BY provider, target, settled, waits_for, number LIMIT :limit""")
                .bind("provider", provider)
                .bind("target", target)
                .bind("before", before)
                .bind("limit", limit)
                .map(JobDao.JOB)
                .list();
    }

    /** Whether any job is open on a resource. */
    boolean isAnyOpen(String provider, String target) {
        return db.query("""
                        SELECT number FROM job USE INDEX (job_open)
                        WHERE provider = :provider AND target = :target AND settled = FALSE
                        ORDER BY provider, target, settled, operation, number LIMIT 1""")
                .bind("provider", provider)
                .bind("target", target)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** The number of the first open job of an operation on a resource, of those with that number or a higher one. */
    Optional<Long> firstOpen(JobType type, String target, long from) {
        return db.query("""
                        SELECT number FROM job USE INDEX (job_open)
                        WHERE provider = :provider AND target = :target AND settled = FALSE AND operation = :operation
                          AND number >= :from
                        ORDER BY provider, target, settled, operation, number LIMIT 1""")
                .bind("provider", type.provider())
                .bind("target", target)
                .bind("operation", type.operation())
                .bind("from", from)
                .mapTo(Long.class)
                .findOne();
    }

    /** The latest job of an operation on a resource that has ended, or that has not. */
    Optional<Job> latest(JobType type, String target, boolean settled) {
        return db.query("""
                        SELECT * FROM job USE INDEX (job_open)
                        WHERE provider = :provider AND target = :target AND settled = :settled AND operation = :operation
                        ORDER BY provider DESC, target DESC, settled DESC, operation DESC, number DESC LIMIT 1""")
                .bind("provider", type.provider())
                .bind("target", target)
                .bind("settled", settled)
                .bind("operation", type.operation())
                .map(JobDao.JOB)
                .findOne();
    }

    /** The sets of slots that jobs of a provider wait for. */
    List<Set<String>> waitedFor(String provider) {
        return db
                .query("SELECT DISTINCT waits_for FROM job WHERE provider = :provider AND waits_for <> ''")
                .bind("provider", provider)
                .mapTo(String.class)
                .list()
                .stream()
                .map(JobDao::slots)
                .toList();
    }

    /** The number of the first job on a resource that waits for those slots, of those with that number or a higher one. */
    Optional<Long> firstWaiting(String provider, String target, Set<String> slots, long from) {
        return db.query("""
                        SELECT number FROM job USE INDEX (job_waiting)
                        WHERE provider = :provider AND target = :target AND settled = FALSE AND waits_for = :waitsFor
                          AND number >= :from
                        ORDER BY provider, target, settled, waits_for, number LIMIT 1""")
                .bind("provider", provider)
                .bind("target", target)
                .bind("waitsFor", JobDao.text(slots))
                .bind("from", from)
                .mapTo(Long.class)
                .findOne();
    }

    /** The jobs on a resource that wait for those slots and have such numbers, in order of start. */
    List<Job> waiting(String provider, String target, Set<String> slots, long from, long to) {
        return db.query("""
                        SELECT * FROM job USE INDEX (job_waiting)
                        WHERE provider = :provider AND target = :target AND settled = FALSE AND waits_for = :waitsFor
                          AND number BETWEEN :from AND :to
                        ORDER BY provider, target, settled, waits_for, number""")
                .bind("provider", provider)
                .bind("target", target)
                .bind("waitsFor", JobDao.text(slots))
                .bind("from", from)
                .bind("to", to)
                .map(JobDao.JOB)
                .list();
    }

    void deleteSettled(JobType type, String target) {
        db.update(
                        "DELETE FROM job WHERE provider = :provider AND target = :target AND operation = :operation AND settled = TRUE")
                .bind("provider", type.provider())
                .bind("target", target)
                .bind("operation", type.operation())
                .execute();
    }
}
