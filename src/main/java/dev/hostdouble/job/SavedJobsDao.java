package dev.hostdouble.job;

import dev.hostdouble.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks the jobs of a saved state for what a condition in SQL cannot say. */
final class SavedJobsDao {
    private final Database db;

    SavedJobsDao(Database db) {
        this.db = db;
    }

    /** @throws IllegalArgumentException naming the first job that cannot be, and why */
    void check(JobTypes types) {
        List<Optional<String>> wrong = db.query("SELECT * FROM job ORDER BY number")
                .map((row, context) -> {
                    Job job;
                    try {
                        job = JobDao.JOB.map(row, context);
                    } catch (RuntimeException e) {
                        return Optional.of("timeline cannot be read");
                    }
                    Optional<Long> end = Optional.ofNullable(row.getObject("ends_at", Long.class));
                    return wrong(job, end, types);
                })
                .list();
        for (int row = 0; row < wrong.size(); row++) {
            if (wrong.get(row).isPresent()) {
                throw new IllegalArgumentException(
                        "/tables/job/" + row + ": " + wrong.get(row).get());
            }
        }
    }

    private static Optional<String> wrong(Job job, Optional<Long> end, JobTypes types) {
        if (!types.isKnown(job.provider(), job.operation())) {
            return Optional.of(
                    "no operation '" + job.operation() + "' of provider '" + job.provider() + "' starts jobs");
        }
        Optional<Long> expected = job.endsAt().map(Duration::toNanos);
        return job.settled() || end.equals(expected)
                ? Optional.empty()
                : Optional.of("ends_at must follow from starts_at and timeline: expected "
                        + expected.map(String::valueOf).orElse("null"));
    }
}
