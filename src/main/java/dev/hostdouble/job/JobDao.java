package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of jobs. It has their starts and ends in nanoseconds of elapsed time. */
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
              UNIQUE (provider, id)
            );
            CREATE INDEX job_due ON job (settled, ends_at, number);
            CREATE INDEX job_target ON job (provider, target);
            """;

    private static final RowMapper<Job> JOB = (row, context) -> new Job(
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
                .bind("waitsFor", String.join(" ", job.waitsFor()))
                .bind("steered", job.isSteered())
                .bind("settled", job.settled())
                .bind("output", job.output().orElse(null))
                .execute();
    }

    private static Set<String> slots(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
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
        db.update("UPDATE job SET steered = TRUE WHERE number = :number")
                .bind("number", job.number())
                .execute();
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

    List<Job> list() {
        return db.query("SELECT * FROM job ORDER BY number").map(JOB).list();
    }

    List<Job> running(String provider, String target) {
        return db.query("""
                        SELECT * FROM job WHERE provider = :provider AND target = :target AND settled = FALSE
                        ORDER BY number""")
                .bind("provider", provider)
                .bind("target", target)
                .map(JOB)
                .list();
    }

    List<Job> running(String provider) {
        return db.query("SELECT * FROM job WHERE provider = :provider AND settled = FALSE ORDER BY number")
                .bind("provider", provider)
                .map(JOB)
                .list();
    }

    Optional<Job> latest(JobType type, String target) {
        return db.query("""
                        SELECT * FROM job WHERE provider = :provider AND target = :target AND operation = :operation
                        ORDER BY number DESC LIMIT 1""")
                .bind("provider", type.provider())
                .bind("target", target)
                .bind("operation", type.operation())
                .map(JOB)
                .findOne();
    }

    void deleteSettled(JobType type, String target) {
        db.update(
                        "DELETE FROM job WHERE provider = :provider AND target = :target AND operation = :operation AND settled = TRUE")
                .bind("provider", type.provider())
                .bind("target", target)
                .bind("operation", type.operation())
                .execute();
    }

    /** The unsettled jobs that end between two elapsed times, in the order of their ends. */
    List<Job> due(Duration from, Duration to) {
        return db.query("""
                        SELECT * FROM job WHERE settled = FALSE AND ends_at BETWEEN :from AND :to
                        ORDER BY settled, ends_at, number""")
                .bind("from", from.toNanos())
                .bind("to", to.toNanos())
                .map(JOB)
                .list();
    }

    /** When the next unsettled job ends. */
    Optional<Duration> nextEnd() {
        return db.query("SELECT MIN(ends_at) FROM job WHERE settled = FALSE")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofNanos);
    }
}
