package dev.hostdouble.hostkey;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What takes time at HOSTKEY: tasks, polled by a key of 32 hex digits that is fresh for every call. */
final class AsyncTasks {
    private static final String API = HostkeyApi.NAME;
    private static final int KEY_BYTES = 16;

    private final Jobs jobs;
    private final Database db;
    private final RandomSource seed;
    private final Map<String, Timeline> courses;

    AsyncTasks(Jobs jobs, Database db, RandomSource seed, Map<String, Timeline> courses) {
        this.jobs = jobs;
        this.db = db;
        this.seed = seed;
        this.courses = courses;
    }

    /** What the end of the tasks an operation starts does. */
    void on(String operation, JobCompletion effect) {
        jobs.on(API, operation, effect);
    }

    /** Starts a task of the call's operation and returns its key. */
    String start(Call call, String target, Object argument) {
        return start(call, target, argument, Optional.empty());
    }

    /** Starts a task that will fail with that text. */
    String startFailing(Call call, String target, Object argument, String why) {
        return start(call, target, argument, Optional.of(new JobFault.Fail(why, 0)));
    }

    private String start(Call call, String target, Object argument, Optional<JobFault> ordinary) {
        String key = HexFormat.of()
                .formatHex(seed.stream("hostkey.key", db.next("hostkey.key")).nextBytes(KEY_BYTES));
        String kind = call.operation().id().substring(API.length() + 1);
        Timeline course = Objects.requireNonNull(courses.get(kind), kind);
        jobs.start(
                API,
                key,
                kind,
                target,
                PhpJson.text(argument),
                call.now(),
                course,
                call.jobFault().or(() -> ordinary));
        return key;
    }

    Optional<Job> find(String key) {
        return jobs.find(API, key);
    }

    /** Forgets a task: its key was used, or something later took its place. */
    void forget(Job task) {
        jobs.forget(task);
    }

    /** The tasks of an operation on a resource that have not ended. */
    List<Job> running(String operation, String target) {
        return jobs.running(API, target).stream()
                .filter(task -> task.kind().equals(operation))
                .toList();
    }

    /**
     * What a finished task delivers.
     *
     * @param scope a text or an object
     * @param context what was asked: {@code action}, {@code id}, …
     */
    record Delivery(Object scope, Map<String, Object> context, String debug) {
        static String text(Object scope, Map<String, Object> context) {
            return PhpJson.text(new Delivery(scope, context, ""));
        }

        /** What was asked, in the order it is always told; more may be put behind. */
        static Map<String, Object> context(String action, long id) {
            Map<String, Object> context = new LinkedHashMap<>();
            context.put("action", action);
            context.put("id", id);
            return context;
        }
    }
}
