package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Time. Whatever has come due by the new time has taken effect when the answer arrives. */
final class ClockControl {
    /** {@code GET clock}. */
    Reply show(ControlCall call) {
        return ControlJson.reply(200, view(call.world().clock()));
    }

    /**
     * {@code PUT clock {"mode":"manual","now":"2024-02-01T00:00:00Z"}}; either may be left out. Time may be set back, say
     * to the date of a page's example; what has taken effect stays.
     */
    Reply set(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("mode", "now"));
        World world = call.world();
        return world.locked(() -> {
            ClockMode mode = body.has("mode")
                    ? ClockMode.parse(body.path("mode").asText())
                    : world.clock().mode();
            Instant then = body.has("now")
                    ? instant(body.path("now").asText())
                    : world.clock().now();
            return moved(world, mode, then);
        });
    }

    /** {@code POST clock/advance {"by":"PT30S"}}. */
    Reply advance(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("by"));
        if (!body.path("by").isTextual()) {
            throw new ControlException(400, "\"by\" is needed: " + Durations.ALLOWED);
        }
        Duration by = Durations.parse(body.path("by").asText());
        World world = call.world();
        return world.locked(
                () -> moved(world, world.clock().mode(), world.clock().now().plus(by)));
    }

    /** {@code POST clock/run-until {"job":15,"progress":0.6}}: no further than needed, and never back. */
    Reply runUntil(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("job", "progress"));
        JsonNode wanted = body.path("job");
        if (!wanted.isTextual() && !wanted.isIntegralNumber()) {
            throw new ControlException(400, "\"job\" is needed: the id of a job, such as 15 or \"hosterapi/15\"");
        }
        JsonNode progress = body.path("progress");
        if (!progress.isMissingNode() && !progress.isNumber()) {
            throw new ControlException(
                    400, "\"progress\" is a number from 0 to 1, or left out: then it is the job's end");
        }
        World world = call.world();
        return world.locked(() -> {
            Job job = JobControl.find(world, wanted.asText());
            Instant then = progress.isMissingNode() ? end(job) : reached(job, progress.asDouble());
            Instant now = world.clock().now();
            return moved(world, world.clock().mode(), then.isAfter(now) ? then : now);
        });
    }

    private static Instant end(Job job) {
        return job.endsAt().orElseThrow(() -> new ControlException(409, "job " + job.id() + " never ends"));
    }

    private static Instant reached(Job job, double progress) {
        return job.timeline().steps().stream()
                .filter(step -> step.progress() >= progress)
                .findFirst()
                .map(Step::after)
                .map(job.startsAt()::plus)
                .orElseThrow(() -> new ControlException(409, "job " + job.id() + " never reaches " + progress));
    }

    private static Reply moved(World world, ClockMode mode, Instant now) {
        if (now.isBefore(Instant.EPOCH) || now.isAfter(EmulatorClock.LATEST)) {
            throw new ControlException(400, "time is from " + Instant.EPOCH + " to " + EmulatorClock.LATEST);
        }
        world.clock().set(mode, now);
        return world.settled(settledAt -> ControlJson.reply(200, view(world.clock())));
    }

    private static Instant instant(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new ControlException(400, "'" + text + "' is no time such as 2024-02-01T00:00:00Z");
        }
    }

    static View view(EmulatorClock clock) {
        return new View(clock.mode().text(), clock.now().toString());
    }

    /** A clock: its mode, and its time in ISO 8601, UTC. */
    record View(String mode, String now) {}
}
