package dev.hostdouble.job;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the ends of jobs take effect. */
final class JobEnds {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnds.class);

    private final Database db;
    private final JobDao dao;
    private final JobTypes types;
    private final Function<String, String> json;
    private final JobOutlook outlook;

    JobEnds(Database db, JobDao dao, JobTypes types, Function<String, String> json, JobOutlook outlook) {
        this.db = db;
        this.dao = dao;
        this.types = types;
        this.json = json;
        this.outlook = outlook;
    }

    /**
     * Settles a job.
     *
     * @param due the jobs that are settled after it
     * @param date the date of its end
     */
    void settle(Job job, DueJobs due, Duration end, Instant date) {
        takeEffect(job, due, end, date);
        outlook.ended(job);
    }

    private void takeEffect(Job job, DueJobs due, Duration end, Instant date) {
        JobCompletion completion = types.completion(job);
        if (job.timeline().ending() == Timeline.Ending.FAILED) {
            dao.settle(job, json.apply(job.failure().orElse("")));
            noteFailure(job, completion, date);
            return;
        }
        long before = due.changes();
        String why;
        try {
            dao.settle(job, db.nested(() -> completion.finished(job, date)));
            return;
        } catch (ApiException e) {
            why = e.text();
        } catch (RuntimeException e) {
            // Anything else would come up again at every later call: the world has to go on.
            LOG.error("the end of job {} ({}) failed", job.id(), job.operation(), e);
            why = "Server Error";
        }
        if (due.changes() != before) {
            due.reread(end);
        }
        failed(job, completion, date, why);
    }

    private void failed(Job job, JobCompletion completion, Instant end, String why) {
        Timeline timeline = job.timeline().ending(job.timeline().length().orElseThrow(), Timeline.Ending.FAILED);
        dao.reshape(job.with(timeline, Optional.of(why)));
        dao.settle(job, json.apply(why));
        noteFailure(job, completion, end);
    }

    /** The job has failed in any case: what else its provider cannot do about that must not stop the world. */
    private void noteFailure(Job job, JobCompletion completion, Instant end) {
        try {
            Job unused = db.nested(() -> {
                completion.failed(job, end);
                return job;
            });
        } catch (RuntimeException e) {
            LOG.error("the failure of job {} ({}) changed nothing else", job.id(), job.operation(), e);
        }
    }
}
