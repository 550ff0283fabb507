package dev.hostdouble.job;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a world. Nothing runs: a job's state follows from the clock, and its end takes effect when the world is
 * next asked anything, in the order in which jobs ended.
 */
public final class Jobs {
    /** The table the jobs need. */
    public static final String SCHEMA = JobDao.SCHEMA;

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Database db;
    private final JobDao dao;
    private final Map<String, JobCompletion> effects = new HashMap<>();
    private final Function<String, String> json;

    // Nothing ends before this, so most calls need not ask the table. Unknown after a rollback.
    private Instant quietUntil = Instant.MIN;

    /**
     * The jobs in a database that has the table.
     *
     * @param json writes a text as a JSON string
     */
    public Jobs(Database db, Function<String, String> json) {
        this.db = db;
        this.dao = new JobDao(db);
        this.json = json;
        db.afterRollback(() -> quietUntil = Instant.MIN);
    }

    /** Says what the end of a kind of job does. */
    public void on(String api, String kind, JobCompletion effect) {
        effects.put(api + "/" + kind, effect);
    }

    /**
     * Starts a job.
     *
     * @param fate what becomes of it against its ordinary course; a job that is lost leaves nothing but its id
     */
    public void start(
            String api,
            String id,
            String kind,
            String target,
            String argument,
            Instant now,
            Timeline timeline,
            Optional<JobFault> fate) {
        long number = db.next("job.number");
        if (fate.filter(JobFault.Lose.class::isInstance).isPresent()) {
            return;
        }
        Timeline course = fate.map(timeline::under).orElse(timeline);
        Optional<String> failure = fate.filter(JobFault.Fail.class::isInstance)
                .map(JobFault.Fail.class::cast)
                .map(JobFault.Fail::output);
        dao.insert(new Job(number, api, id, kind, target, argument, now, course, failure, false, Optional.empty()));
        quietUntil = Instant.MIN;
    }

    /** Lets everything that has ended by that instant take effect. Doing it often is doing it once. */
    public void settle(Instant now) {
        if (now.isBefore(quietUntil)) {
            return;
        }
        Optional<Job> due = dao.due(now);
        while (due.isPresent()) {
            settle(due.get());
            due = dao.due(now);
        }
        quietUntil = dao.nextEnd().orElse(Instant.MAX);
    }

    private void settle(Job job) {
        JobCompletion effect = effects.getOrDefault(job.api() + "/" + job.kind(), (ended, at) -> "null");
        Instant end = job.endsAt().orElseThrow();
        if (job.timeline().ending() == Timeline.Ending.FAILED) {
            dao.settle(job, json.apply(job.failure().orElse("")));
            effect.failed(job, end);
            return;
        }
        try {
            dao.settle(job, db.nested(() -> effect.finished(job, end)));
        } catch (ApiException e) {
            failed(job, effect, end, e.text());
        } catch (RuntimeException e) {
            // Anything else would come up again at every later call: the world has to go on.
            LOG.error("the end of job {} ({}) failed", job.id(), job.kind(), e);
            failed(job, effect, end, "Server Error");
        }
    }

    private void failed(Job job, JobCompletion effect, Instant end, String why) {
        Timeline course = job.timeline().ending(Duration.between(job.startsAt(), end), Timeline.Ending.FAILED);
        dao.reshape(job.with(course, Optional.of(why)));
        dao.settle(job, json.apply(why));
        effect.failed(job, end);
    }

    /** The provider's job of that id. */
    public Optional<Job> find(String api, String id) {
        return dao.find(api, id);
    }

    /** All jobs in order of start. */
    public List<Job> list() {
        return dao.list();
    }

    /** The jobs that work on a resource, in order of start. */
    public List<Job> running(String api, String target) {
        return dao.running(api, target);
    }

    /** The job of that kind that was last started on a resource. */
    public Optional<Job> latest(String api, String kind, String target) {
        return dao.latest(api, kind, target);
    }

    /** Forgets the jobs of that kind on a resource that have ended. */
    public void forgetEnded(String api, String kind, String target) {
        dao.deleteSettled(api, kind, target);
    }

    /** Forgets a job: something later took its place. If it has not ended, its end never takes effect. */
    public void forget(Job job) {
        dao.delete(job);
    }

    /** Ends a running job now, as if it had run its course. */
    public void finish(Job job, Instant now) {
        cut(job, now, Timeline.Ending.FINISHED, Optional.empty());
    }

    /** Ends a running job now as failed at the progress it has reached. */
    public void fail(Job job, Instant now, String why) {
        cut(job, now, Timeline.Ending.FAILED, Optional.of(why));
    }

    private void cut(Job job, Instant now, Timeline.Ending how, Optional<String> why) {
        // A clock that was set back may stand before the job's start.
        Instant end = now.isBefore(job.startsAt()) ? job.startsAt() : now;
        Timeline course = job.timeline().ending(Duration.between(job.startsAt(), end), how);
        dao.reshape(job.with(course, why));
        quietUntil = Instant.MIN;
    }
}
