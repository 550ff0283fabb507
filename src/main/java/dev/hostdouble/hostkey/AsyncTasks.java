package dev.hostdouble.hostkey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.NewJob;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import dev.hostdouble.provider.Operation;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tasks of HOSTKEY: polled by a key of 32 hex digits that is fresh for every call. */
final class AsyncTasks {
    private static final String PROVIDER = HostkeyApi.NAME;
    private static final int KEY_BYTES = 16;

    private final Jobs jobs;
    private final Database db;
    private final RandomSource seed;
    private final Map<String, Timeline> timelines;
    private final CallJobs starts;
    private final DeliveryDao deliveries;

    AsyncTasks(Jobs jobs, Database db, RandomSource seed, Map<String, Timeline> timelines) {
        this.jobs = jobs;
        this.db = db;
        this.seed = seed;
        this.timelines = Map.copyOf(timelines);
        this.starts = new CallJobs(jobs, timelines);
        this.deliveries = new DeliveryDao(db);
    }

    /**
     * A task to start.
     *
     * @param target the resource it works on, such as {@code server/456}
     * @param context what its key returns beside the result: {@code action}, {@code id}, …
     * @param data what its completion needs
     */
    record Task(String target, Map<String, Object> context, Object data) {
        /** The task of a call; its context begins with the action and the id of its target. */
        static Task of(Call call, String target, Object data) {
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("action", call.operation().action());
            context.put("id", Long.parseLong(target.substring(target.indexOf('/') + 1)));
            return new Task(target, context, data);
        }

        /** The same task with one more member in its context. */
        Task with(String member, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(context);
            more.put(member, value);
            return new Task(target, more, data);
        }
    }

    /** Starts a task of the call's operation, and returns its key. */
    String start(Call call, Task task) {
        return start(call, task, Optional.empty(), Set.of());
    }

    /** Starts a task that begins when those of some slots on its target have ended. */
    String startAfter(Call call, Task task, Set<String> before) {
        return start(call, task, Optional.empty(), before);
    }

    /** Starts a task that does nothing but fail with that text: its resource is not busy, and no other task waits for it. */
    String startFailing(Call call, Task task, String why) {
        String apart = "refused" + task.target().substring(task.target().indexOf('/'));
        Task failing = new Task(apart, task.context(), task.data());
        return start(call, failing, Optional.of(new JobFailure(why, 0)), Set.of());
    }

    private String start(Call call, Task task, Optional<JobFailure> failure, Set<String> before) {
        String key = newKey();
        String argument = argument(task.context(), task.data());
        starts.start(call, key, task.target(), argument, failure, before);
        return key;
    }

    /** Starts a task of the call's operation under a key that was given out before. */
    void start(Call call, String key, Task task) {
        starts.start(call, key, task.target(), argument(task.context(), task.data()));
    }

    /** Starts a task of the call's operation that runs in its own time; nobody knows its key. */
    void start(Call call, Task task, Timeline timeline) {
        starts.start(call, newKey(), task.target(), argument(task.context(), task.data()), timeline);
    }

    /** Starts a task of an operation such as {@code eq.order_instance} without a call; no scenario changes its course. */
    void start(String operation, String key, Task task, WorldTime now) {
        Timeline timeline = Objects.requireNonNull(timelines.get(operation));
        String argument = argument(task.context(), task.data());
        boolean unused = jobs.start(
                new NewJob(type(operation), key, task.target(), argument, timeline, Optional.empty()),
                now,
                Optional.empty());
    }

    /** Forgets the tasks of an operation on a resource that have ended, if nobody knows their keys. */
    void forgetEnded(String operation, String target) {
        jobs.on(PROVIDER, target).forgetEnded(type(operation));
    }

    /** The tasks of an operation on a resource that have not ended, in order of start. */
    Stream<Job> running(String operation, String target) {
        String id = type(operation).operation();
        return jobs.on(PROVIDER, target).running().stream()
                .filter(task -> task.operation().equals(id));
    }

    private static JobType type(String operation) {
        return HostkeyOperations.TABLE.operations().stream()
                .filter(row -> row.name().equals(operation))
                .findFirst()
                .flatMap(Operation::job)
                .orElseThrow();
    }

    /** Returns a key that no task has yet. */
    String newKey() {
        String key = nextKey();
        while (find(key).isPresent()) {
            key = nextKey(); // a start state, or a state that somebody changed, may have this key
        }
        return key;
    }

    private String nextKey() {
        return HexFormat.of()
                .formatHex(seed.stream("hostkey.key", db.next("hostkey.key")).nextBytes(KEY_BYTES));
    }

    /** What a job of a task keeps. */
    static String argument(Map<String, Object> context, Object data) {
        return PhpJson.encodeToString(new Argument(context, data));
    }

    Optional<Job> find(String key) {
        return jobs.find(PROVIDER, key);
    }

    /** What a task's key returns beside the result, as JSON. */
    static JsonNode context(Job task) {
        return argument(task).path("context");
    }

    /** What the completion of a task needs. */
    static <T> T data(Job task, Class<T> type) {
        return PhpJson.decode(argument(task).path("data").toString(), type);
    }

    /** Throws if a key could not show a task of a saved state. */
    static void requireReadable(Job task) {
        boolean hasFailed = task.settled() && task.timeline().ending() == Timeline.Ending.FAILED;
        JsonNode output = PhpJson.decode(task.output().orElse("{}"), JsonNode.class);
        if (!context(task).isObject() || (hasFailed ? !output.isTextual() : !output.isObject())) {
            throw new IllegalArgumentException("not a task: " + task.id());
        }
    }

    private static JsonNode argument(Job task) {
        return PhpJson.decode(task.argument(), JsonNode.class);
    }

    /** Forgets a task: its key has given the result away at a date. */
    void deliver(Job task, Instant date) {
        forget(task);
        deliveries.insert(task, date);
    }

    /** Forgets a task: nobody can ask for it again. */
    void forget(Job task) {
        jobs.forget(task);
    }

    /** Ends a task now: it has failed. */
    void fail(Job task, WorldTime now, String why) {
        jobs.fail(task, now, why);
    }

    /** The resource is gone: its running tasks fail with that text. */
    void abandon(String target, WorldTime now, String why) {
        jobs.on(PROVIDER, target).running().forEach(task -> jobs.fail(task, now, why));
    }

    /** Whether a task of an operation on a resource has not ended. */
    boolean isOpen(String operation, String target) {
        return jobs.on(PROVIDER, target).running().stream()
                .anyMatch(task -> task.operation().equals(type(operation).operation()));
    }

    /** The slots of the tasks on a resource that have not ended and change it; others have no slot. */
    Set<String> changing(String target) {
        return jobs.on(PROVIDER, target).openSlots();
    }

    /** The first tasks of a slot on a resource that have not ended, one for each operation. */
    Stream<Job> runningIn(String slot, String target) {
        return jobs.on(PROVIDER, target).firstOpenOfEach(Set.of(slot));
    }

    /** The tasks of a slot that have not ended, on any resource. */
    Stream<Job> runningIn(String slot) {
        return jobs.running(PROVIDER, Set.of(slot)).stream();
    }

    /** What a task changes, as its row says. */
    String slot(Job task) {
        return jobs.type(task).slot();
    }

    private record Argument(Map<String, Object> context, Object data) {}
}
