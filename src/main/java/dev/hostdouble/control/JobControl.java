package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs: what runs, and ending it now. */
final class JobControl {
    private static final String BY_HAND = "failed by hand";

    /** {@code GET jobs}: all of them in order of start, those without a ticket too. */
    Reply list(ControlCall call) {
        World world = call.world();
        return world.settled(now -> {
            List<View> views =
                    world.jobs().list().stream().map(job -> View.of(job, now)).toList();
            return ControlJson.reply(200, Map.of("jobs", views));
        });
    }

    /** {@code POST jobs/{id}/finish}. */
    Reply finish(ControlCall call) {
        return end(call, Jobs::finish);
    }

    /** {@code POST jobs/{id}/fail {"output":"0xb0: …"}}: at the progress it has reached. */
    Reply fail(ControlCall call) {
        JsonNode output = ControlJson.object(call.request(), List.of("output")).path("output");
        if (!output.isMissingNode() && !output.isTextual()) {
            throw new ControlException(400, "\"output\" is a text, or left out");
        }
        String why = output.asText(BY_HAND);
        return end(call, (jobs, job, now) -> jobs.fail(job, now, why));
    }

    /** How a running job ends. */
    private interface End {
        void of(Jobs jobs, Job job, Instant now);
    }

    private static Reply end(ControlCall call, End how) {
        World world = call.world();
        String id = call.path("id");
        return world.locked(() -> {
            world.settled(now -> {
                Job job = find(world, id);
                if (job.settled()) {
                    throw new ControlException(409, "job " + job.id() + " has ended already");
                }
                how.of(world.jobs(), job, now);
                return job;
            });
            return world.settled(now -> ControlJson.reply(200, View.of(find(world, id), now)));
        });
    }

    /** The job of that id, which may be qualified as in {@code hosterapi/15}. */
    static Job find(World world, String id) {
        int slash = id.indexOf('/');
        List<Job> found = world.jobs().list().stream()
                .filter(job -> slash < 0 ? job.id().equals(id) : id.equals(job.api() + "/" + job.id()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ControlException(
                404, found.isEmpty() ? "no job '" + id + "'" : "several jobs '" + id + "'; say <api>/" + id);
    }

    private record View(
            String id,
            String api,
            String operation,
            String target,
            String startedAt,
            @Nullable String endsAt,
            String status,
            double progress,
            @JsonRawValue String output) {
        static View of(Job job, Instant now) {
            Step step = job.at(now);
            return new View(
                    job.id(),
                    job.api(),
                    job.api() + "/" + job.kind(),
                    job.target(),
                    job.startsAt().toString(),
                    job.endsAt().map(Instant::toString).orElse(null),
                    step.status(),
                    step.progress(),
                    job.output().orElse("null"));
        }
    }
}
