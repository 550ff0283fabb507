package dev.hostdouble.job;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a world. Nothing runs: a job's state follows from the elapsed time, and its end takes effect when the world
 * is next asked anything, in the order in which jobs ended. Setting the date changes none of it.
 */
public final class Jobs {
    /** The table the jobs need. */
    public static final String SCHEMA = JobDao.SCHEMA;

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final Duration UNKNOWN = Duration.ZERO;
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Database db;
    private final JobDao dao;
    private final Map<String, Registration> registered = new HashMap<>();
    private final Function<String, String> json;

    // Nothing ends before this, so most calls need not ask the table. Unknown after a rollback.
    private Duration quietUntil = UNKNOWN;

    // A completion has changed the table: the jobs that settle has read may no longer be the next ones.
    private boolean changed;

    /**
     * The jobs in a database that has the table.
     *
     * @param json writes a text as a JSON string
     */
    public Jobs(Database db, Function<String, String> json) {
        this.db = db;
        this.dao = new JobDao(db);
        this.json = json;
        db.afterRollback(this::touch);
    }

    /** Registers a type of job and its completion. */
    public void register(JobType type, JobCompletion completion) {
        registered.put(type.operation(), new Registration(type, completion));
    }

    private record Registration(JobType type, JobCompletion completion) {}

    /**
     * Starts a job.
     *
     * @param now the time of its start
     * @param fault what a scenario does to it; a job that vanishes leaves nothing but its id
     * @return whether the fault changed the job
     */
    public boolean start(NewJob job, WorldTime now, Optional<JobFault> fault) {
        long number = db.next("job.number");
        if (fault.filter(JobFault.Vanish.class::isInstance).isPresent()) {
            return true;
        }
        Timeline own = job.failure()
                .map(failure -> job.timeline().failing(failure.progress()))
                .orElse(job.timeline());
        Timeline timeline = fault.map(one -> one.applyTo(own)).orElse(own);
        Job started = new Job(
                number,
                job.type().provider(),
                job.id(),
                job.type().operation(),
                job.target(),
                job.argument(),
                now.elapsed(),
                timeline,
                output(job.failure(), fault),
                job.failure().map(JobFailure::output),
                false,
                Optional.empty());
        dao.insert(started);
        touch();
        completion(started).started(started, now.date());
        Optional<String> ownOutput = job.failure().map(JobFailure::output);
        return !timeline.equals(own) || !started.failure().equals(ownOutput);
    }

    private void touch() {
        quietUntil = UNKNOWN;
        changed = true;
    }

    /** What the job says if it fails: of two failures the text of the one at the lower progress, else the injected one. */
    private static Optional<String> output(Optional<JobFailure> failure, Optional<JobFault> fault) {
        Optional<String> injected = fault.filter(JobFault.Fail.class::isInstance)
                .map(JobFault.Fail.class::cast)
                .filter(fail ->
                        failure.filter(own -> own.progress() < fail.at()).isEmpty())
                .map(JobFault.Fail::output);
        return injected.or(() -> failure.map(JobFailure::output));
    }

    /** The type of a job of this world. */
    public JobType type(Job job) {
        return registration(job).type();
    }

    private JobCompletion completion(Job job) {
        return registration(job).completion();
    }

    private Registration registration(Job job) {
        Registration known = registered.get(job.operation());
        if (known == null) {
            throw new IllegalStateException("no job type of operation " + job.operation());
        }
        return known;
    }

    /**
     * Lets everything that has ended by that time take effect. Doing it often is doing it once.
     *
     * @return whether anything had ended
     */
    public boolean settle(WorldTime now) {
        if (!now.hasReached(quietUntil)) {
            return false;
        }
        Duration from = Duration.ZERO;
        List<Job> due = dao.due(from, now.elapsed());
        boolean isAnyDue = !due.isEmpty();
        while (!due.isEmpty()) {
            from = settleInOrder(due, now);
            due = dao.due(from, now.elapsed()); // not from the first one: rows that are settled slow down the search
        }
        quietUntil = dao.nextEnd().orElse(NEVER);
        return isAnyDue;
    }

    /** Settles jobs up to the first whose completion changes other jobs; returns the end of the last one. */
    private Duration settleInOrder(List<Job> due, WorldTime now) {
        Duration last = Duration.ZERO;
        changed = false;
        for (Job job : due) {
            last = job.endsAt().orElseThrow();
            settle(job, now.dateOf(last));
            if (changed) {
                break;
            }
        }
        return last;
    }

    private void settle(Job job, Instant end) {
        JobCompletion completion = completion(job);
        if (job.timeline().ending() == Timeline.Ending.FAILED) {
            dao.settle(job, json.apply(job.failure().orElse("")));
            completion.failed(job, end);
            return;
        }
        try {
            dao.settle(job, db.nested(() -> completion.finished(job, end)));
        } catch (ApiException e) {
            failed(job, completion, end, e.text());
        } catch (RuntimeException e) {
            // Anything else would come up again at every later call: the world has to go on.
            LOG.error("the end of job {} ({}) failed", job.id(), job.operation(), e);
            failed(job, completion, end, "Server Error");
        }
    }

    private void failed(Job job, JobCompletion completion, Instant end, String why) {
        Timeline timeline = job.timeline().ending(job.timeline().length().orElseThrow(), Timeline.Ending.FAILED);
        dao.reshape(job.with(timeline, Optional.of(why)));
        dao.settle(job, json.apply(why));
        completion.failed(job, end);
    }

    /** The provider's job of that id. */
    public Optional<Job> find(String provider, String id) {
        return dao.find(provider, id);
    }

    /** All jobs in order of start. */
    public List<Job> list() {
        return dao.list();
    }

    /** The jobs that work on a resource, in order of start. */
    public List<Job> running(String provider, String target) {
        return dao.running(provider, target);
    }

    /** The job of a slot that was last started on a resource. */
    public Optional<Job> latest(String provider, String slot, String target) {
        return registered.values().stream()
                .map(Registration::type)
                .filter(type -> type.provider().equals(provider) && type.slot().equals(slot))
                .flatMap(type -> dao.latest(type, target).stream())
                .max(Comparator.comparingLong(Job::number));
    }

    /** Forgets the jobs of a type on a resource that have ended. */
    public void forgetEnded(JobType type, String target) {
        dao.deleteSettled(type, target); // only what has ended: no end changes
    }

    /** Forgets a job: something later took its place. If it has not ended, its end never takes effect. */
    public void forget(Job job) {
        dao.delete(job);
        changed = true;
    }

    /** Ends a running job now: finished, or failed where the provider refuses it. A fault does not count. */
    public void finish(Job job, WorldTime now) {
        Timeline.Ending how = job.refusal().isPresent() ? Timeline.Ending.FAILED : Timeline.Ending.FINISHED;
        cut(job, now, how, job.refusal());
    }

    /** Ends a running job now as failed at the progress it has reached. */
    public void fail(Job job, WorldTime now, String why) {
        cut(job, now, Timeline.Ending.FAILED, Optional.of(why));
    }

    private void cut(Job job, WorldTime now, Timeline.Ending how, Optional<String> why) {
        // A recording may restore a time before the start of the job.
        Duration run = now.hasReached(job.startsAt()) ? now.elapsed().minus(job.startsAt()) : Duration.ZERO;
        dao.reshape(job.with(job.timeline().ending(run, how), why));
        touch();
    }
}
