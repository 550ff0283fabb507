package dev.hostdouble.client;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened by itself while time passed.
 *
 * @param kind {@code job-finished}, {@code job-failed}, {@code credential-expired} or {@code scenario-event}
 * @param api the provider of a job or a credential
 * @param job the id of a job
 * @param operation the operation that started it
 * @param target the resource that it works on
 * @param status its status in the provider's word
 * @param progress the progress at which it ended, from 0 to 1
 * @param output its result: a text, or JSON
 * @param account whose credential has expired
 * @param scenario the scenario of an event
 * @param change what the event changes, such as {@code hosterapi/vm 4001}
 * @param changed whether it changed anything
 */
public record ClockEvent(
        Instant at,
        String kind,
        Optional<String> api,
        Optional<String> job,
        Optional<String> operation,
        Optional<String> target,
        Optional<String> status,
        Optional<Double> progress,
        Optional<String> output,
        Optional<String> account,
        Optional<String> scenario,
        Optional<String> change,
        Optional<Boolean> changed) {
    static ClockEvent of(Members json) {
        return new ClockEvent(
                json.time("at"),
                json.text("kind"),
                json.optionalText("api"),
                json.optionalText("job"),
                json.optionalText("operation"),
                json.optionalText("target"),
                json.optionalText("status"),
                json.optionalFraction("progress"),
                json.anything("output"),
                json.optionalText("account"),
                json.optionalText("scenario"),
                json.optionalText("change"),
                json.optionalFlag("changed"));
    }
}
