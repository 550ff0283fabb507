package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.WorldSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs: list them, end one now. */
final class JobControl {
    static final List<String> FILTERS = List.of("state", "limit");

    private static final int DEFAULT_LIMIT = 100;
    private static final String RUNNING = "running";
    private static final String ENDED = "ended";
    private static final String BY_HAND = "failed by the control API";

    /**
     * {@code GET jobs?state=&limit=}: the latest of them in order of start, those without a ticket too; {@code state} is
     * {@code running} or {@code ended}.
     */
    Reply list(ControlCall call) {
        int limit = QueryParams.number(call.query(), "limit", DEFAULT_LIMIT);
        String state = QueryParams.word(call.query(), "state", "", RUNNING, ENDED);
        return call.world()
                .with(session -> session.settled(jobs -> {
                    WorldTime now = session.time();
                    List<Job> found = jobs.list().stream()
                            .filter(job -> state.isEmpty() || job.settled() == state.equals(ENDED))
                            .toList();
                    List<JobJson> latest = found.subList(Math.max(0, found.size() - limit), found.size()).stream()
                            .map(job -> JobJson.of(job, now))
                            .toList();
                    return ControlJson.reply(200, new JobList(found.size(), latest));
                }));
    }

    /** {@code POST jobs/{id}/finish}. */
    Reply finish(ControlCall call) {
        return end(call, Jobs::finish);
    }

    /** {@code POST jobs/{id}/fail {"output":"0xb0: …"}}: at the progress it has reached. */
    Reply fail(ControlCall call) {
        String why = call.body().path("output").asText(BY_HAND);
        return end(call, (jobs, job, now) -> jobs.fail(job, now, why));
    }

    /** How a running job ends. */
    private interface End {
        void of(Jobs jobs, Job job, WorldTime now);
    }

    private static Reply end(ControlCall call, End how) {
        String id = call.path("id");
        return call.world().with(session -> {
            session.settled(jobs -> {
                Job job = find(jobs, id);
                if (job.settled()) {
                    throw new ControlException(409, "job " + job.id() + " has already ended");
                }
                jobs.steer(job);
                how.of(jobs, job, session.time());
                return job;
            });
            return session.settled(jobs -> ControlJson.reply(200, JobJson.of(find(jobs, id), session.time())));
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

    private record JobList(int total, List<JobJson> jobs) {}

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
        static JobJson of(Job job, WorldTime now) {
            Step step = job.at(now.elapsed());
            return new JobJson(
                    job.id(),
                    job.provider(),
                    job.operation(),
                    job.target(),
                    now.dateOf(job.startsAt()).toString(),
                    job.endsAt().map(end -> now.dateOf(end).toString()).orElse(null),
                    step.status(),
                    step.progress(),
                    job.output().orElse("null"));
        }
    }
}
