package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.WorldSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs: list them, end one now. */
final class JobControl {
    private static final String BY_HAND = "failed by the control API";

    /** {@code GET jobs}: all of them in order of start, those without a ticket too. */
    Reply list(ControlCall call) {
        return call.world()
                .with(session -> session.settled(jobs -> {
                    List<JobJson> list = jobs.list().stream()
                            .map(job -> JobJson.of(job, session.now()))
                            .toList();
                    return ControlJson.reply(200, Map.of("jobs", list));
                }));
    }

    /** {@code POST jobs/{id}/finish}. */
    Reply finish(ControlCall call) {
        return end(call, Jobs::finish);
    }

    /** {@code POST jobs/{id}/fail {"output":"0xb0: …"}}: at the progress it has reached. */
    Reply fail(ControlCall call) {
        JsonNode output = ControlJson.object(call.request(), List.of("output")).path("output");
        if (!output.isMissingNode() && !output.isTextual()) {
            throw new ControlException(400, "invalid \"output\": expected a string");
        }
        String why = output.asText(BY_HAND);
        return end(call, (jobs, job, now) -> jobs.fail(job, now, why));
    }

    /** How a running job ends. */
    private interface End {
        void of(Jobs jobs, Job job, Instant now);
    }

    private static Reply end(ControlCall call, End how) {
        String id = call.path("id");
        return call.world().with(session -> {
            session.settled(jobs -> {
                Job job = find(jobs, id);
                if (job.settled()) {
                    throw new ControlException(409, "job " + job.id() + " has already ended");
                }
                how.of(jobs, job, session.now());
                return job;
            });
            return session.settled(jobs -> ControlJson.reply(200, JobJson.of(find(jobs, id), session.now())));
        });
    }

    /** The job of an id, which may be qualified as in {@code hosterapi/15}. */
    static Job find(WorldSession session, String id) {
        return session.settled(jobs -> find(jobs, id));
    }

    private static Job find(Jobs jobs, String id) {
        int slash = id.indexOf('/');
        List<Job> found = jobs.list().stream()
                .filter(job -> slash < 0 ? job.id().equals(id) : id.equals(job.provider() + "/" + job.id()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ControlException(
                404, found.isEmpty() ? "no job '" + id + "'" : "several jobs '" + id + "': name one by <api>/" + id);
    }

    private record JobJson(
            String id,
            String api,
            String operation,
            String target,
            String startedAt,
            @Nullable String endsAt,
            String status,
            double progress,
            @JsonRawValue String output) {
        static JobJson of(Job job, Instant now) {
            Step step = job.at(now);
            return new JobJson(
                    job.id(),
                    job.provider(),
                    job.operation(),
                    job.target(),
                    job.startsAt().toString(),
                    job.endsAt().map(Instant::toString).orElse(null),
                    step.status(),
                    step.progress(),
                    job.output().orElse("null"));
        }
    }
}
