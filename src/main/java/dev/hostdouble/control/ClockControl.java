package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Reply;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.WorldSession;
import java.time.Duration;

/** The clock: its date is set, or time passes. Jobs due by then have finished when the answer arrives. */
final class ClockControl {
    /** {@code GET clock}. */
    Reply show(ControlCall call) {
        return ControlJson.reply(200, call.world().with(ClockJson::of));
    }

    /**
     * {@code PUT clock {"mode":"manual","now":"2024-02-01T00:00:00Z"}}; both optional. The date may be set back, such as to
     * that of a page's example. No time passes: a job that runs keeps the time it needs.
     */
    Reply set(ControlCall call) {
        JsonNode body = call.body();
        return call.world().with(session -> {
            ClockMode mode =
                    body.has("mode") ? ClockMode.parse(body.path("mode").asText()) : session.clockMode();
            if (body.has("now")) {
                session.setClock(mode, EmulatorClock.parseDate(body.path("now").asText()));
            } else {
                session.setClock(mode, session.time());
            }
            return ControlJson.reply(200, ClockJson.of(session));
        });
    }

    /** {@code POST clock/advance {"by":"PT30S"}}. */
    Reply advance(ControlCall call) {
        Duration by = Durations.parse(call.body().path("by").asText());
        return call.world().with(session -> advanced(session, by));
    }

    /** {@code POST clock/run-until {"job":15,"progress":0.6}}: no further than needed, never back. */
    Reply runUntil(ControlCall call) {
        return RunUntil.answer(call);
    }

    private static Reply advanced(WorldSession session, Duration by) {
        session.advance(by);
        return ControlJson.reply(200, ClockJson.of(session));
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
