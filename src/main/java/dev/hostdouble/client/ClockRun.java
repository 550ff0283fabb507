package dev.hostdouble.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened while a clock ran until something.
 *
 * @param mode the mode of the clock, as {@link ClockClient.Reading} has it
 * @param now the date that it shows
 * @param reached what has happened, as a sentence
 * @param passed how much time has passed
 * @param total how many events there were
 * @param events what happened by itself on the way, in that order; the first 100
 */
public record ClockRun(String mode, Instant now, String reached, Duration passed, long total, List<ClockEvent> events) {
    static ClockRun of(Members json) {
        return new ClockRun(
                json.text("mode"),
                json.time("now"),
                json.text("reached"),
                json.duration("passed"),
                json.number("total"),
                json.list("events", ClockEvent::of));
    }
}
