package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of HOSTKEY: polled by a key of 32 hex digits that is fresh for every call. */
final class AsyncTasks {
    private static final String PROVIDER = HostkeyApi.NAME;
    private static final int KEY_BYTES = 16;

    private final Jobs jobs;
    private final Database db;
    private final RandomSource seed;
    private final CallJobs starts;

    AsyncTasks(Jobs jobs, Database db, RandomSource seed, Map<String, Timeline> timelines) {
        this.jobs = jobs;
        this.db = db;
        this.seed = seed;
        this.starts = new CallJobs(jobs, timelines);
    }

    /** Starts the task of the call's operation, and returns its key. */
    String start(Call call, String target, Object argument) {
        return start(call, target, argument, Optional.empty());
    }

    /** Starts a task that fails at once with that text. */
    String startFailing(Call call, String target, Object argument, String why) {
        return start(call, target, argument, Optional.of(new JobFailure(why, 0)));
    }

    private String start(Call call, String target, Object argument, Optional<JobFailure> failure) {
        String key = HexFormat.of()
                .formatHex(seed.stream("hostkey.key", db.next("hostkey.key")).nextBytes(KEY_BYTES));
        starts.start(call, key, target, PhpJson.encodeToString(argument), failure);
        return key;
    }

    Optional<Job> find(String key) {
        return jobs.find(PROVIDER, key);
    }

    /** The action whose call started a task, such as {@code create_snapshot}. */
    String action(Job task) {
        return jobs.type(task).action();
    }

    /** Forgets a task: its key was used, or a later one replaces it. */
    void forget(Job task) {
        jobs.forget(task);
    }

    /** The resource is gone: its running tasks fail with that text. */
    void abandon(String target, WorldTime now, String why) {
        jobs.running(PROVIDER, target).forEach(task -> jobs.fail(task, now, why));
    }

    /** The tasks of a slot on a resource that have not ended. */
    List<Job> running(String slot, String target) {
        return jobs.running(PROVIDER, target).stream()
                .filter(task -> jobs.type(task).slot().equals(slot))
                .toList();
    }

    /**
     * The result of a finished task.
     *
     * @param scope a text or an object
     * @param context the parameters of the call: {@code action}, {@code id}, …
     */
    record TaskResult(Object scope, Map<String, Object> context, String debug) {
        static String text(Object scope, Map<String, Object> context) {
            return PhpJson.encodeToString(new TaskResult(scope, context, ""));
        }

        /** The parameters that every context begins with; a caller may add more. */
        static Map<String, Object> context(String action, long id) {
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("action", action);
            context.put("id", id);
            return context;
        }
    }
}
