package dev.hostdouble.job;

import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a world. Nothing runs: a job's state follows from the elapsed time, and its end takes effect when the world
 * is next asked anything, in the order in which jobs ended. Setting the date changes none of it.
 */
public final class Jobs {
    /** The table the jobs need. */
    public static final String SCHEMA = JobDao.SCHEMA;

    private static final Duration UNKNOWN = Duration.ZERO; // earlier than every end
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Database db;
    private final JobDao dao;
    private final ResourceJobDao resources;
    private final JobListDao lists;
    private final JobTypes types = new JobTypes();
    private final WaitingJobs waiting;
    private final JobEnds ends;
    private final JobOutlook outlook;
    private final Function<String, String> json;

    // Nothing ends before this, so most calls need not ask the table. Unknown after a rollback.
    private Duration quietUntil = UNKNOWN;
    private @Nullable DueJobs due; // while jobs are settled

    /** The jobs in a database that has the table; {@code json} writes a text as a JSON string. */
    public Jobs(Database db, Function<String, String> json) {
        this.db = db;
        this.dao = new JobDao(db);
        this.resources = new ResourceJobDao(db);
        this.lists = new JobListDao(db);
        this.waiting = new WaitingJobs(resources, types);
        this.outlook = new JobOutlook(dao, resources, types, new RuleJobDao(db));
        this.ends = new JobEnds(db, dao, types, json, outlook);
        this.json = json;
        db.afterRollback(() -> quietUntil = UNKNOWN);
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
        boolean isFree = !on(job.type().provider(), job.target()).isOpen(job.waitsFor());
        Job started = job.asStarted(number, now.elapsed(), fault, isFree);
        insert(started);
        if (isFree) {
            types.completion(started).started(started, now.date());
        }
        return started.isSteered();
    }

    /** How jobs go on as time passes. */
    public JobOutlook outlook() {
        return outlook;
    }

    /** Adds a job of a start state to a world that starts at that date, once its type is registered. */
    public void add(EarlierJob earlier, Instant start) {
        Job job = earlier.job(db.next("job.number"));
        insert(job);
        if (!job.settled()) {
            types.completion(job).started(job, start.minus(earlier.age()));
        }
    }

    /** Checks the jobs of a saved state, as {@link SavedJobsDao#check} does, once all types are registered. */
    public void check(Instant now, Consumer<Job> readable) {
        new SavedJobsDao(db).check(types, now, readable);
    }

    private void insert(Job job) {
        dao.insert(job);
        if (job.isWaiting()) {
            waiting.add(job.provider(), job.waitsFor());
        }
        waiting.forget();
        if (!job.settled()) {
            changed(job);
        }
    }

    /** The end of an open job is new. */
    private void changed(Job job) {
        job.endsAt().filter(end -> end.compareTo(quietUntil) < 0).ifPresent(end -> quietUntil = end);
        if (due != null) {
            due.changed(job);
        }
    }

    /** A job that was open has no end any more. */
    private void removed(Job job) {
        if (due != null) {
            due.removed(job);
        }
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
        DueJobs reached = new DueJobs(dao, quietUntil, now.elapsed());
        due = reached;
        boolean isAnyDue = false;
        try {
            for (Optional<Job> next = reached.next(); next.isPresent(); next = reached.next()) {
                Job job = next.get();
                Duration end = job.endsAt().orElseThrow();
                ends.settle(job, reached, end, now.dateOf(end));
                beginAfter(job, end, now.dateOf(end));
                isAnyDue = true;
            }
        } finally {
            due = null;
            waiting.forget();
        }
        quietUntil = dao.endAfter(now.elapsed()).orElse(NEVER);
        return isAnyDue;
    }

    /** Begins the jobs that waited for one that has ended. */
    private void beginAfter(Job ended, Duration at, Instant date) {
        if (!type(ended).slot().isEmpty()) { // nothing waits for a job without a slot
            waiting.ready(ended.provider(), ended.target()).forEach(job -> begin(job, at, date));
        }
    }

    private Job begin(Job job, Duration at, Instant date) {
        Job begun = job.begun(at);
        dao.begin(begun);
        changed(begun);
        types.completion(begun).started(begun, date);
        return begun;
    }

    /** The provider's job of that id. */
    public Optional<Job> find(String provider, String id) {
        return dao.find(provider, id);
    }

    /** The jobs of that id, of all providers. */
    public List<Job> find(String id) {
        return types.providers().stream()
                .flatMap(provider -> dao.find(provider, id).stream())
                .toList();
    }

    /** All jobs in order of start. */
    public List<Job> list() {
        return lists.page(JobQuery.ALL, 0, Integer.MAX_VALUE);
    }

    /** Returns up to {@code limit} jobs after the one with a number, in order of start. */
    public List<Job> page(JobQuery query, long after, int limit) {
        return lists.page(query, after, limit);
    }

    /** Returns the latest {@code limit} jobs, in order of start. */
    public List<Job> latest(JobQuery query, int limit) {
        return lists.latest(query, limit);
    }

    /** Returns the number of jobs after the one with a number. */
    public long count(JobQuery query, long after) {
        return lists.count(query, after);
    }

    /** The jobs of a slot that have not ended, on any resource, in order of start. */
    public List<Job> running(String provider, Set<String> slots) {
        return dao.running(
                types.inSlots(provider, slots).stream().map(JobType::operation).toList());
    }

    /** The jobs on a resource of a provider. */
    public ResourceJobs on(String provider, String target) {
        return new ResourceJobs(dao, resources, types, provider, target);
    }

    /**
     * Forgets a job: something later took its place. If it has not ended, its end never takes effect, and jobs that wait
     * for it go on waiting until another one ends.
     */
    public void forget(Job job) {
        dao.delete(job);
        removed(job);
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
        if (open.isWaiting() && why.isPresent()) {
            // It has done nothing yet, so its end does nothing.
            dao.reshape(open.with(open.timeline().ending(Duration.ZERO, Timeline.Ending.FAILED), why));
            dao.settle(open, json.apply(why.orElse("")));
            removed(open);
            return;
        }
        Job cut = (open.isWaiting() ? begin(open, now.elapsed(), now.date()) : open).cut(now, why);
        dao.reshape(cut);
        changed(cut);
    }
}
