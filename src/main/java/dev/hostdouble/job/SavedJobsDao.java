package dev.hostdouble.job;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the jobs of a saved state for what a condition in SQL cannot say. */
final class SavedJobsDao {
    private static final Logger LOG = LoggerFactory.getLogger(SavedJobsDao.class);

    private final Database db;

    SavedJobsDao(Database db) {
        this.db = db;
    }

    /**
     * Checks all jobs. The end of each open one is tried, and taken back: only its operation knows what an argument may be.
     *
     * @param now the date of the world
     * @param readable throws if the provider cannot show a job
     * @throws IllegalArgumentException naming the first job that cannot be, and why
     */
    void check(JobTypes types, Instant now, Consumer<Job> readable) {
        int row = 0;
        for (Row saved : rows()) {
            Optional<String> wrong = wrong(saved, types, now, readable);
            if (wrong.isPresent()) {
                throw new IllegalArgumentException("/tables/job/" + row + ": " + wrong.get());
            }
            row++;
        }
    }

    /**
     * A row of the table.
     *
     * @param job empty if its timeline cannot be read
     * @param end when it ends, as its column says
     */
    private record Row(Optional<Job> job, Optional<Long> end) {}

    private List<Row> rows() {
        return db.query("SELECT * FROM job ORDER BY number")
                .map((row, context) -> {
                    Optional<Long> end = Optional.ofNullable(row.getObject("ends_at", Long.class));
                    try {
                        return new Row(Optional.of(JobDao.JOB.map(row, context)), end);
                    } catch (RuntimeException e) {
                        return new Row(Optional.empty(), end);
                    }
                })
                .list();
    }

    private Optional<String> wrong(Row row, JobTypes types, Instant now, Consumer<Job> readable) {
        if (row.job().isEmpty()) {
            return Optional.of("timeline cannot be read");
        }
        Job job = row.job().get();
        if (!types.isKnown(job.provider(), job.operation())) {
            return Optional.of(
                    "no operation '" + job.operation() + "' of provider '" + job.provider() + "' starts jobs");
        }
        Optional<Long> expected = job.endsAt().map(Duration::toNanos);
        if (!job.settled() && !row.end().equals(expected)) {
            return Optional.of("ends_at must follow from starts_at and timeline: expected "
                    + expected.map(String::valueOf).orElse("null"));
        }
        try {
            readable.accept(job);
            if (!job.settled()) {
                tryEnd(job, types.completion(job), now);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("job {} of a saved state", job.id(), e);
            return Optional.of("the operation " + job.operation() + " cannot read argument, target or output");
        }
    }

    private void tryEnd(Job open, JobCompletion completion, Instant now) {
        String unused = db.rehearse(() -> {
            Job job = open.isWaiting() ? open.begun(open.startsAt()) : open;
            if (open.isWaiting()) {
                completion.started(job, now);
            }
            if (job.endsAt().isEmpty()) { // a scenario holds it; the control API may end it
                job = job.with(job.timeline().ending(Duration.ZERO, Timeline.Ending.FINISHED), job.failure());
            }
            if (job.timeline().ending() != Timeline.Ending.FAILED) {
                try {
                    return completion.finished(job, now);
                } catch (ApiException e) {
                    LOG.trace("job {} will fail", job.id(), e);
                }
            }
            completion.failed(job, now);
            return "";
        });
    }
}
