package dev.hostdouble.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A job, task or synchronization of a provider.
 *
 * @param id its id as the provider says it
 * @param api the provider
 * @param operation the operation that started it
 * @param target the resource that it works on
 * @param endsAt when it ends; empty if it never does
 * @param status its status in the provider's word
 * @param progress from 0 to 1
 * @param output its result: a text, or JSON
 * @param number its number among all jobs of the world
 */
public record Job(
        String id,
        String api,
        String operation,
        String target,
        Instant startedAt,
        Optional<Instant> endsAt,
        String status,
        double progress,
        Optional<String> output,
        long number) {
    static Job of(Members json) {
        return new Job(
                json.text("id"),
                json.text("api"),
                json.text("operation"),
                json.text("target"),
                json.time("startedAt"),
                json.optionalTime("endsAt"),
                json.text("status"),
                json.fraction("progress"),
                json.anything("output"),
                json.number("number"));
    }
}
