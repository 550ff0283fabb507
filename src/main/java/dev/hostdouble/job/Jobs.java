package dev.hostdouble.job;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final JobTypes types = new JobTypes();
    private final Function<String, String> json;

    // Nothing ends before this, so most calls need not ask the table. Unknown after a rollback.
    private Duration quietUntil = UNKNOWN;
    private boolean changed; // by a completion: the jobs that settle has read may no longer be the next ones

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
        types.register(type, completion);
    }

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
        boolean isFree =
                open(job.type().provider(), job.target(), job.waitsFor()).isEmpty();
        Job started = job.asStarted(number, now.elapsed(), fault, isFree);
        dao.insert(started);
        touch();
        if (isFree) {
            types.completion(started).started(started, now.date());
        }
        return started.isSteered();
    }

    /** Adds a job of a start state to a world that starts at that date, once its type is registered. */
    public void add(EarlierJob earlier, Instant start) {
        Job job = earlier.job(db.next("job.number"));
        dao.insert(job);
        touch();
        if (!job.settled()) {
            types.completion(job).started(job, start.minus(earlier.age()));
        }
    }

    private void touch() {
        quietUntil = UNKNOWN;
        changed = true;
    }

    /** The type of a job of this world. */
    public JobType type(Job job) {
        return types.of(job);
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
            beginAfter(job, last, now.dateOf(last));
            if (changed) {
                break;
            }
        }
        return last;
    }

    private void settle(Job job, Instant end) {
        JobCompletion completion = types.completion(job);
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

    /** Begins the jobs that waited for one that has ended. */
    private void beginAfter(Job ended, Duration at, Instant date) {
        if (!type(ended).slot().isEmpty()) { // nothing waits for a job without a slot
            types.ready(running(ended.provider(), ended.target())).forEach(waiting -> begin(waiting, at, date));
        }
    }

    private Job begin(Job waiting, Duration at, Instant date) {
        Job begun = waiting.begun(at);
        dao.begin(begun);
        touch();
        types.completion(begun).started(begun, date);
        return begun;
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

    /** The jobs of a provider that have not ended, in order of start. */
    public List<Job> running(String provider) {
        return dao.running(provider);
    }

    /** The jobs that work on a resource, in order of start. */
    public List<Job> running(String provider, String target) {
        return dao.running(provider, target);
    }

    /**
     * The jobs of some slots that work on a resource or wait for it, in order of start. While there are any, the resource
     * is busy: whatever must not happen meanwhile asks here.
     */
    public List<Job> open(String provider, String target, Set<String> slots) {
        return slots.isEmpty() ? List.of() : types.inSlots(running(provider, target), slots);
    }

    /** The job of a slot that was last started on a resource. */
    public Optional<Job> latest(String provider, String slot, String target) {
        return types.inSlot(provider, slot).stream()
                .flatMap(type -> dao.latest(type, target).stream())
                .max(Comparator.comparingLong(Job::number));
    }

    /** Forgets the jobs of a type on a resource that have ended. */
    public void forgetEnded(JobType type, String target) {
        dao.deleteSettled(type, target); // only what has ended: no end changes
    }

    /**
     * Forgets a job: something later took its place. If it has not ended, its end never takes effect, and jobs that wait
     * for it go on waiting until another one ends.
     */
    public void forget(Job job) {
        dao.delete(job);
        changed = true;
    }

    /** Notes that the control API changes the course of a job. */
    public void steer(Job job) {
        dao.steer(job);
    }

    /** Ends a running job now: finished, or failed where the provider refuses it. A fault does not count. */
    public void finish(Job job, WorldTime now) {
        cut(job, now, job.refusal());
    }

    /** Ends a running job now as failed at the progress it has reached. */
    public void fail(Job job, WorldTime now, String why) {
        cut(job, now, Optional.of(why));
    }

    private void cut(Job open, WorldTime now, Optional<String> why) {
        Timeline.Ending how = why.isPresent() ? Timeline.Ending.FAILED : Timeline.Ending.FINISHED;
        if (open.isWaiting() && why.isPresent()) {
            // It has done nothing yet, so its end does nothing.
            dao.reshape(open.with(open.timeline().ending(Duration.ZERO, how), why));
            dao.settle(open, json.apply(why.orElse("")));
            return;
        }
        Job job = open.isWaiting() ? begin(open, now.elapsed(), now.date()) : open;
        // A recording may restore a time before the start of the job.
        Duration run = now.hasReached(job.startsAt()) ? now.elapsed().minus(job.startsAt()) : Duration.ZERO;
        dao.reshape(job.with(job.timeline().ending(run, how), why));
        touch();
    }
}
