package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Time. Whatever has come due by the new time has taken effect when the answer arrives. */
final class ClockControl {
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** {@code GET clock}. */
    Reply show(ControlCall call) {
        return call.world().locked(() -> Json.reply(200, view(call.world())));
    }

    /** {@code PUT clock {"mode":"manual","now":"2024-02-01T00:00:00Z"}}; either may be left out. */
    Reply set(ControlCall call) {
        JsonNode body = Json.object(call.request(), Set.of("mode", "now"));
        World world = call.world();
        return world.locked(() -> {
            ClockMode mode = body.has("mode")
                    ? ClockMode.parse(body.path("mode").asText())
                    : world.clock().mode();
            Instant now = body.has("now")
                    ? instant(body.path("now").asText())
                    : world.clock().now();
            return moved(world, mode, now);
        });
    }

    /** {@code POST clock/advance {"by":"PT30S"}}. */
    Reply advance(ControlCall call) {
        JsonNode body = Json.object(call.request(), Set.of("by"));
        if (!body.path("by").isTextual()) {
            throw new BadControl(400, "\"by\" is needed: " + Durations.ALLOWED);
        }
        Duration by = Durations.parse(body.path("by").asText());
        World world = call.world();
        return world.locked(
                () -> moved(world, world.clock().mode(), world.clock().now().plus(by)));
    }

    /** {@code POST clock/run-until {"job":15,"progress":0.6}}: no further than needed, and never back. */
    Reply runUntil(ControlCall call) {
        JsonNode body = Json.object(call.request(), Set.of("job", "progress"));
        double progress = body.path("progress").asDouble(1);
        World world = call.world();
        return world.locked(() -> {
            Job job = JobControl.find(world, body.path("job").asText());
            Instant then = job.timeline().steps().stream()
                    .filter(step -> step.progress() >= progress)
                    .findFirst()
                    .map(Step::after)
                    .map(job.startsAt()::plus)
                    .orElseThrow(() -> new BadControl(409, "job " + job.id() + " never reaches " + progress));
            Instant now = world.clock().now();
            return moved(world, world.clock().mode(), then.isAfter(now) ? then : now);
        });
    }

    private static Reply moved(World world, ClockMode mode, Instant now) {
        if (now.isAfter(LATEST) || now.isBefore(Instant.EPOCH)) {
            throw new BadControl(400, "time stays between " + Instant.EPOCH + " and " + LATEST);
        }
        world.clock().set(mode, now);
        return world.settled(() -> Json.reply(200, view(world)));
    }

    private static Instant instant(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new BadControl(400, "'" + text + "' is no time such as 2024-02-01T00:00:00Z");
        }
    }

    static View view(World world) {
        return new View(world.clock().mode().text(), world.clock().now().toString());
    }

    /** A clock: its mode, and its time in ISO 8601, UTC. */
    record View(String mode, String now) {}
}
