package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of jobs. */
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
            instant(row.getLong("starts_at")),
            Timeline.parse(row.getString("timeline")),
            Optional.ofNullable(row.getString("failure")),
            Optional.ofNullable(row.getString("refusal")),
            row.getBoolean("settled"),
            Optional.ofNullable(row.getString("output")));

    /** A job that would end later than a column can hold (the year 2262) does not end. */
    private static final long LATEST = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);

    private final Database db;

    JobDao(Database db) {
        this.db = db;
    }

    void insert(Job job) {
        db.update("""
                        INSERT INTO job (number, provider, id, operation, target, argument,
                          starts_at, ends_at, timeline, failure, refusal, settled, output)
                        VALUES (:number, :provider, :id, :operation, :target, :argument,
                          :startsAt, :endsAt, :timeline, :failure, :refusal, FALSE, NULL)""")
                .bind("number", job.number())
                .bind("provider", job.provider())
                .bind("id", job.id())
                .bind("operation", job.operation())
                .bind("target", job.target())
                .bind("argument", job.argument())
                .bind("startsAt", nanos(job.startsAt()))
                .bind("endsAt", job.endsAt().map(JobDao::nanos).orElse(null))
                .bind("timeline", job.timeline().text())
                .bind("failure", job.failure().orElse(null))
                .bind("refusal", job.refusal().orElse(null))
                .execute();
    }

    /** Changes the timeline of an unsettled job. */
    void reshape(Job job) {
        db.update("UPDATE job SET timeline = :timeline, ends_at = :endsAt, failure = :failure WHERE number = :number")
                .bind("timeline", job.timeline().text())
                .bind("endsAt", job.endsAt().map(JobDao::nanos).orElse(null))
                .bind("failure", job.failure().orElse(null))
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

    /** The unsettled job that ended first, at that instant or before. */
    Optional<Job> due(Instant now) {
        return db.query("""
                        SELECT * FROM job WHERE settled = FALSE AND ends_at <= :now
                        ORDER BY settled, ends_at, number LIMIT 1""").bind("now", nanos(now)).map(JOB).findOne();
    }

    /** When the next unsettled job ends. */
    Optional<Instant> nextEnd() {
        return db.query("SELECT MIN(ends_at) FROM job WHERE settled = FALSE")
                .mapTo(Long.class)
                .findOne()
                .map(JobDao::instant);
    }

    private static long nanos(Instant instant) {
        long seconds = TimeUnit.SECONDS.toNanos(instant.getEpochSecond());
        return seconds > LATEST ? Long.MAX_VALUE : seconds + instant.getNano();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
