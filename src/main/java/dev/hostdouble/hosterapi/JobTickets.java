package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.JobFault;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What takes time at HosterAPI: jobs a client holds a ticket for, and tasks nobody has a number of. */
final class JobTickets {
    private static final String API = HosterApi.NAME;
    private static final Set<String> TICKETED =
            Set.of("server.create", "server.reinstall", "server.change", "software.install", "software.uninstall");

    private final Jobs jobs;
    private final Database db;
    private final Map<String, Timeline> courses;

    JobTickets(Jobs jobs, Database db, Map<String, Timeline> courses) {
        this.jobs = jobs;
        this.db = db;
        this.courses = courses;
    }

    /** What the end of the jobs an operation starts does. */
    void on(String operation, JobCompletion effect) {
        jobs.on(API, operation, effect);
    }

    /** Starts a job of the call's operation and answers its ticket: {@code {"status","jobId","progress"}}. */
    Reply ticket(Call call, String target, Object argument, Optional<JobFault> ordinary) {
        long id = db.next("hosterapi.job");
        Step first = start(call, String.valueOf(id), target, argument, ordinary);
        return HosterReply.result(new Ticket(first.status(), id, first.progress()));
    }

    /** Starts a task of the call's operation that is seen by its effect alone. */
    void background(Call call, String target, Object argument) {
        jobs.forgetEnded(API, kind(call), target); // nobody can ask for an earlier one any more
        start(call, "task-" + db.next("hosterapi.task"), target, argument, Optional.empty());
    }

    private Step start(Call call, String id, String target, Object argument, Optional<JobFault> ordinary) {
        String kind = kind(call);
        Timeline course = Objects.requireNonNull(courses.get(kind), kind);
        jobs.start(
                API,
                id,
                kind,
                target,
                PhpJson.text(argument),
                call.now(),
                course,
                call.jobFault().or(() -> ordinary));
        return course.at(Duration.ZERO);
    }

    private static String kind(Call call) {
        return call.operation().id().substring(API.length() + 1);
    }

    /** The job of that id as it stands in a path, if a client was given a ticket for it. */
    Optional<Job> ticketed(String id) {
        return Ids.number(id).flatMap(number -> jobs.find(API, String.valueOf(number)));
    }

    /** The latest task of an operation on a resource. */
    Optional<Job> latest(String operation, String target) {
        return jobs.latest(API, operation, target);
    }

    /** Whether the job that call starts will stand: a fault may lose it. */
    static boolean stands(Call call) {
        return call.jobFault().filter(JobFault.Lose.class::isInstance).isEmpty();
    }

    /** Forgets the running tasks of those operations on a resource: a later one takes their place. */
    void supersede(String target, Set<String> operations) {
        jobs.running(API, target).stream()
                .filter(job -> operations.contains(job.kind()))
                .forEach(jobs::forget);
    }

    /** The resource is gone: jobs with a ticket fail with the given words, the rest is forgotten. */
    void abandon(String target, Instant now, String why) {
        for (Job job : jobs.running(API, target)) {
            if (TICKETED.contains(job.kind())) {
                jobs.fail(job, now, why);
            } else {
                jobs.forget(job);
            }
        }
    }

    private record Ticket(String status, long jobId, double progress) {}
}
