package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.control.Control.ControlCall;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Reply;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.Step;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.WorldSession;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The clock. Jobs due by the new time have finished when the answer arrives. */
final class ClockControl {
    /** {@code GET clock}. */
    Reply show(ControlCall call) {
        return ControlJson.reply(200, call.world().with(ClockJson::of));
    }

    /**
     * {@code PUT clock {"mode":"manual","now":"2024-02-01T00:00:00Z"}}; both optional. Time may be set back, such as to the
     * date of a page's example; jobs that have finished stay finished.
     */
    Reply set(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("mode", "now"));
        return call.world().with(session -> {
            ClockMode mode =
                    body.has("mode") ? ClockMode.parse(body.path("mode").asText()) : session.clockMode();
            Instant then = body.has("now") ? instant(body.path("now").asText()) : session.now();
            return moved(session, mode, then);
        });
    }

    /** {@code POST clock/advance {"by":"PT30S"}}. */
    Reply advance(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("by"));
        if (!body.path("by").isTextual()) {
            throw new ControlException(400, "\"by\" is missing: expected " + Durations.ALLOWED);
        }
        Duration by = Durations.parse(body.path("by").asText());
        return call.world()
                .with(session ->
                        moved(session, session.clockMode(), session.now().plus(by)));
    }

    /** {@code POST clock/run-until {"job":15,"progress":0.6}}: no further than needed, never back. */
    Reply runUntil(ControlCall call) {
        JsonNode body = ControlJson.object(call.request(), List.of("job", "progress"));
        JsonNode wanted = body.path("job");
        if (!wanted.isTextual() && !wanted.isIntegralNumber()) {
            throw new ControlException(
                    400, "\"job\" is missing: expected the id of a job, such as 15 or \"hosterapi/15\"");
        }
        JsonNode progress = body.path("progress");
        if (!progress.isMissingNode() && !progress.isNumber()) {
            throw new ControlException(
                    400, "invalid \"progress\": expected a number from 0 to 1; without it, the end of the job");
        }
        return call.world().with(session -> {
            Job job = JobControl.find(session, wanted.asText());
            Instant then = progress.isMissingNode() ? end(job) : reached(job, progress.asDouble());
            Instant now = session.now();
            return moved(session, session.clockMode(), then.isAfter(now) ? then : now);
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

    private static Reply moved(WorldSession session, ClockMode mode, Instant now) {
        if (now.isBefore(Instant.EPOCH) || now.isAfter(EmulatorClock.LATEST)) {
            throw new ControlException(
                    400, "invalid time " + now + ": expected " + Instant.EPOCH + " to " + EmulatorClock.LATEST);
        }
        session.setClock(mode, now);
        return ControlJson.reply(200, ClockJson.of(session));
    }

    private static Instant instant(String text) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new ControlException(
                    400, "invalid time '" + text + "': expected ISO-8601, e.g. 2024-02-01T00:00:00Z");
        }
    }

    /** A clock: its mode, and its time in ISO 8601, UTC. */
    record ClockJson(String mode, String now) {
        static ClockJson of(WorldSession session) {
            return new ClockJson(session.clockMode().text(), session.now().toString());
        }

        static ClockJson of(EmulatorClock clock) {
            return new ClockJson(clock.mode().text(), clock.now().toString());
        }
    }
}
