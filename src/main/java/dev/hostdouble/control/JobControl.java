package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs: what runs, and ending it now. */
final class JobControl {
    /** {@code GET jobs}: all of them in order of start, those without a ticket too. */
    Reply list(ControlCall call) {
        World world = call.world();
        return world.settled(() -> {
            Instant now = world.clock().now();
            List<View> views =
                    world.jobs().list().stream().map(job -> View.of(job, now)).toList();
            return Json.reply(200, Map.of("jobs", views));
        });
    }

    /** {@code POST jobs/{id}/finish}. */
    Reply finish(ControlCall call) {
        World world = call.world();
        return end(call, job -> world.jobs().finish(job, world.clock().now()));
    }

    /** {@code POST jobs/{id}/fail {"output":"0xb0: …"}}: at the progress it has reached. */
    Reply fail(ControlCall call) {
        JsonNode body = Json.object(call.request(), Set.of("output"));
        World world = call.world();
        String output = body.path("output").asText("");
        return end(call, job -> world.jobs().fail(job, world.clock().now(), output));
    }

    private static Reply end(ControlCall call, java.util.function.Consumer<Job> how) {
        World world = call.world();
        world.settled(() -> {
            Job job = find(world, call.path("id"));
            if (job.settled()) {
                throw new BadControl(409, "job " + job.id() + " has ended already");
            }
            how.accept(job);
            return job;
        });
        return world.settled(() -> Json.reply(
                200, View.of(find(world, call.path("id")), world.clock().now())));
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
        throw new BadControl(
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
