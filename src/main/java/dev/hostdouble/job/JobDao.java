package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The table of jobs. It has their starts and ends in nanoseconds of elapsed time.
 *
 * <p>A query for one row of many names its index and sorts by all columns of it, because H2 then reads that row alone. Within
 * a transaction H2 still passes over the index entries of rows that it has changed, so whoever changes many rows continues
 * from the last one.
 */
final class JobDao {
    static final String SCHEMA = """
            CREATE TABLE job (
              number BIGINT PRIMARY KEY,
              provider VARCHAR NOT NULL,
              id VARCHAR NOT NULL,
              operation VARCHAR NOT NULL,
              target VARCHAR NOT NULL,
              argument VARCHAR NOT NULL,
              starts_at BIGINT NOT NULL,
              ends_at BIGINT,
              timeline VARCHAR NOT NULL,
              failure VARCHAR,
              refusal VARCHAR,
              waits_for VARCHAR NOT NULL,
              steered BOOLEAN NOT NULL,
              settled BOOLEAN NOT NULL,
              output VARCHAR,
              rule VARCHAR,
              UNIQUE (provider, id)
            );
            CREATE INDEX job_due ON job (settled, ends_at, number);
            CREATE INDEX job_open ON job (provider, target, settled, operation, number);
            CREATE INDEX job_waiting ON job (provider, target, settled, waits_for, number);
            -- job must: number BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'job.number') \
            -- number is from 1 to below the next value of the sequence job.number
            -- job must: target REGEXP '^(new|([a-z]+/)?[A-Za-z0-9._-]{1,64})$' -- target names a resource, such as server/456
            -- sequence must: next_value BETWEEN 1 AND 999999999999999999 -- next_value is from 1 to 999999999999999999
            -- job must: settled = (output IS NOT NULL) -- a job has an output if it is settled, and only then
            """;

    /** Reads a job from a row. */
    static final RowMapper<Job> JOB = (row, context) -> new Job(
            row.getLong("number"),
            row.getString("provider"),
            row.getString("id"),
            row.getString("operation"),
            row.getString("target"),
            row.getString("argument"),
            Duration.ofNanos(row.getLong("starts_at")),
            Timeline.parse(row.getString("timeline")),
            Optional.ofNullable(row.getString("failure")),
            Optional.ofNullable(row.getString("refusal")),
            slots(row.getString("waits_for")),
            row.getBoolean("steered"),
            row.getBoolean("settled"),
            Optional.ofNullable(row.getString("output")));

    private final Database db;

    JobDao(Database db) {
        this.db = db;
    }

    void insert(Job job) {
        db.update("""
                        INSERT INTO job (number, provider, id, operation, target, argument,
                          starts_at, ends_at, timeline, failure, refusal, waits_for, steered, settled, output)
                        VALUES (:number, :provider, :id, :operation, :target, :argument,
                          :startsAt, :endsAt, :timeline, :failure, :refusal, :waitsFor, :steered, :settled, :output)""")
                .bind("number", job.number())
                .bind("provider", job.provider())
                .bind("id", job.id())
                .bind("operation", job.operation())
                .bind("target", job.target())
                .bind("argument", job.argument())
                .bind("startsAt", job.startsAt().toNanos())
                .bind("endsAt", job.endsAt().map(Duration::toNanos).orElse(null))
                .bind("timeline", job.timeline().text())
                .bind("failure", job.failure().orElse(null))
                .bind("refusal", job.refusal().orElse(null))
                .bind("waitsFor", text(job.waitsFor()))
                .bind("steered", job.isSteered())
                .bind("settled", job.settled())
                .bind("output", job.output().orElse(null))
                .execute();
    }

    /** The slots of a column; {@link #text} writes it. */
    static Set<String> slots(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }

    /** The slots as the column has them, the same for equal sets. */
    static String text(Set<String> slots) {
        return String.join(" ", new TreeSet<>(slots));
    }

    /** Stores that a job which waited has begun. */
    void begin(Job job) {
        db.update("UPDATE job SET starts_at = :startsAt, ends_at = :endsAt, waits_for = '' WHERE number = :number")
                .bind("startsAt", job.startsAt().toNanos())
                .bind("endsAt", job.endsAt().map(Duration::toNanos).orElse(null))
                .bind("number", job.number())
                .execute();
    }

    /** Changes the timeline of an unsettled job. */
    void reshape(Job job) {
        db.update("UPDATE job SET timeline = :timeline, ends_at = :endsAt, failure = :failure WHERE number = :number")
                .bind("timeline", job.timeline().text())
                .bind("endsAt", job.endsAt().map(Duration::toNanos).orElse(null))
                .bind("failure", job.failure().orElse(null))
                .bind("number", job.number())
                .execute();
    }

    void steer(Job job) {
        db.update("UPDATE job SET steered = TRUE, rule = NULL WHERE number = :number")
                .bind("number", job.number())
                .execute();
    }

    /** Stores which rule of a scenario has changed the course of a job. */
    void noteRule(String provider, String id, String rule) {
        db.update("UPDATE job SET rule = :rule WHERE provider = :provider AND id = :id")
                .bind("rule", rule)
                .bind("provider", provider)
                .bind("id", id)
                .execute();
    }

    /** The rule that has changed the course of a job. */
    Optional<String> rule(long number) {
        return db.query("SELECT rule FROM job WHERE number = :number AND rule IS NOT NULL")
                .bind("number", number)
                .mapTo(String.class)
                .findOne();
    }

    void settle(Job job, String output) {
        db.update("UPDATE job SET settled = TRUE, output = :output WHERE number = :number")
                .bind("output", output)
                .bind("number", job.number())
                .execute();
    }

    void delete(Job job) {
        db.update("DELETE FROM job WHERE number = :number")
                .bind("number", job.number())
                .execute();
    }

    Optional<Job> find(String provider, String id) {
        return db.query("SELECT * FROM job WHERE provider = :provider AND id = :id")
                .bind("provider", provider)
                .bind("id", id)
                .map(JOB)
                .findOne();
    }

    Optional<Job> find(long number) {
        return db.query("SELECT * FROM job WHERE number = :number")
                .bind("number", number)
                .map(JOB)
                .findOne();
    }

    /** The open jobs of some operations on any resource, in order of start. */
    List<Job> running(List<String> operations) {
        return db.query("SELECT * FROM job WHERE settled = FALSE AND operation = ANY(:operations) ORDER BY number")
                .bind("operations", operations.toArray())
                .map(JOB)
                .list();
    }

    /** The first open jobs that end at an elapsed time, of those with a higher number, in order of start. */
    List<Job> dueAt(Duration end, long after, int limit) {
        return db.query("""
                        SELECT * FROM job USE INDEX (job_due)
                        WHERE settled = FALSE AND ends_at = :end AND number > :after
                        ORDER BY settled, ends_at, number LIMIT :limit""")
                .bind("end", end.toNanos())
                .bind("after", after)
                .bind("limit", limit)
                .map(JOB)
                .list();
    }

    /** The first open jobs that end after one elapsed time and by another, in the order of their ends. */
    List<Job> dueAfter(Duration after, Duration to, int limit) {
        return db.query("""
                        SELECT * FROM job USE INDEX (job_due)
                        WHERE settled = FALSE AND ends_at > :after AND ends_at <= :to
                        ORDER BY settled, ends_at, number LIMIT :limit""")
                .bind("after", after.toNanos())
                .bind("to", to.toNanos())
                .bind("limit", limit)
                .map(JOB)
                .list();
    }

    /** The end of the nth open job, counted from 1, that ends after one elapsed time and by another; empty if there are fewer. */
    Optional<Duration> nthEnd(Duration after, Duration to, int nth) {
        return db.query("""
                        SELECT ends_at FROM job USE INDEX (job_due)
                        WHERE settled = FALSE AND ends_at > :after AND ends_at <= :to
                        ORDER BY settled, ends_at, number OFFSET :skipped ROWS FETCH NEXT ROW ONLY""")
                .bind("after", after.toNanos())
                .bind("to", to.toNanos())
                .bind("skipped", nth - 1)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofNanos);
    }

    /** The first end of an open job after an elapsed time. */
    Optional<Duration> endAfter(Duration after) {
        return db.query("""
                        SELECT ends_at FROM job USE INDEX (job_due) WHERE settled = FALSE AND ends_at > :after
                        ORDER BY settled, ends_at LIMIT 1""")
                .bind("after", after.toNanos())
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofNanos);
    }
}
