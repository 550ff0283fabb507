package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The jobs of HosterAPI: some a client gets a ticket for, others are seen by their effect alone. */
final class JobTickets {
    private static final String PROVIDER = HosterApi.NAME;

    private final Jobs jobs;
    private final Database db;
    private final CallJobs starts;

    JobTickets(Jobs jobs, Database db, Map<String, Timeline> timelines) {
        this.jobs = jobs;
        this.db = db;
        this.starts = new CallJobs(jobs, timelines);
    }

    /** Starts the job of the call's operation and answers with its ticket: {@code {"status","jobId","progress"}}. */
    Reply ticket(Call call, String target, Object argument) {
        return ticket(call, target, argument, Optional.empty());
    }

    /** Starts a job as {@link #ticket(Call, String, Object)}, which fails where the provider refuses it. */
    Reply ticket(Call call, String target, Object argument, Optional<JobFailure> failure) {
        long id = db.next("hosterapi.job");
        Step first = starts.start(call, String.valueOf(id), target, PhpJson.encodeToString(argument), failure);
        return HosterReply.result(new Ticket(first.status(), id, first.progress()));
    }

    /** Starts the job of the call's operation without a ticket. */
    void background(Call call, String target, Object argument) {
        jobs.forgetEnded(CallJobs.type(call), target); // no operation reads an earlier one
        starts.start(call, "task-" + db.next("hosterapi.task"), target, PhpJson.encodeToString(argument));
    }

    /** The job of an id as it stands in a path, if a client got a ticket for it. */
    Optional<Job> ticketed(String id) {
        return Ids.number(id).flatMap(number -> jobs.find(PROVIDER, String.valueOf(number)));
    }

    /** The latest job of a slot on a resource. */
    Optional<Job> latest(String slot, String target) {
        return jobs.latest(PROVIDER, slot, target);
    }

    /** Forgets the running jobs of those slots on a resource: a later one replaces them. */
    void supersede(String target, Set<String> slots) {
        jobs.running(PROVIDER, target).stream()
                .filter(job -> slots.contains(jobs.type(job).slot()))
                .forEach(jobs::forget);
    }

    /** The resource was removed: jobs with a ticket fail with that text, others are forgotten. */
    void abandon(String target, WorldTime now, String why) {
        for (Job job : jobs.running(PROVIDER, target)) {
            if (jobs.type(job).ticketed()) {
                jobs.fail(job, now, why);
            } else {
                jobs.forget(job);
            }
        }
    }

    private record Ticket(String status, long jobId, double progress) {}
}
