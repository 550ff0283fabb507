package dev.hostdouble.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The clock of a world. When a method returns, every job due by then has finished. */
public final class ClockClient {
    private static final String CLOCK = "/clock";

    private final ControlConnection connection;

    ClockClient(ControlConnection connection) {
        this.connection = connection;
    }

    /**
     * A reading of a clock.
     *
     * @param mode {@code real}, {@code x<N>}, {@code manual} or {@code step:<duration>}
     * @param now its date
     */
    public record Reading(String mode, Instant now) {
        static Reading of(Members json) {
            return new Reading(json.text("mode"), json.time("now"));
        }

        @Override
        public String toString() {
            return now + " (" + mode + ")";
        }
    }

    /** Mode and date. */
    public Reading read() {
        return Reading.of(connection.get(CLOCK));
    }

    /** The date. */
    public Instant now() {
        return read().now();
    }

    /**
     * Changes how the clock goes; its date stays.
     *
     * @param mode {@code real}, {@code x60}, {@code manual} or {@code step:1s}
     */
    public Reading setMode(String mode) {
        return Reading.of(connection.send("PUT", CLOCK, Map.of("mode", mode)));
    }

    /** Sets the date, also back. No time passes: jobs and credentials keep the time they have left. */
    public Reading setDate(Instant date) {
        return Reading.of(connection.send("PUT", CLOCK, Map.of("now", date.toString())));
    }

    /** Lets time pass. */
    public Reading advance(Duration by) {
        return Reading.of(connection.send("POST", CLOCK + "/advance", Map.of("by", by.toString())));
    }

    /**
     * Lets time pass until a job has ended.
     *
     * @param job its id as the provider says it, such as {@code 15}, or qualified: {@code hosterapi/15}
     * @throws HostdoubleException if it never ends by itself, naming what holds it
     */
    public ClockRun runUntilEnd(String job) {
        return runUntil(Map.of("job", job));
    }

    /** As {@link #runUntilEnd(String)}. */
    public ClockRun runUntilEnd(long job) {
        return runUntilEnd(Long.toString(job));
    }

    /**
     * Lets time pass until a job has made some progress.
     *
     * @param progress from 0 to 1
     * @throws HostdoubleException if it never makes it, naming what holds it
     */
    public ClockRun runUntilProgress(String job, double progress) {
        return runUntil(Map.of("job", job, "progress", progress));
    }

    /**
     * Lets time pass until a token has expired.
     *
     * @param token as a provider of this world has issued it
     * @throws HostdoubleException if it does not expire
     */
    public ClockRun runUntilExpiry(String token) {
        return runUntil(Map.of("token", token));
    }

    /**
     * Lets time pass until a job shows what a rule of a scenario did to it: it fails, is held, goes back, or ends. Of several jobs
     * it is the first in time.
     *
     * @param rule the names of scenario and rule: {@code hosterapi/job-stuck/stuck}
     * @throws HostdoubleException if no job has yet to show it, naming what the rule waits for
     */
    public ClockRun runUntilRule(String rule) {
        return runUntil(Map.of("rule", rule));
    }

    /** Lets time pass until the clock shows a date, which must not be in its past. */
    public ClockRun runUntilDate(Instant date) {
        return runUntil(Map.of("date", date.toString()));
    }

    private ClockRun runUntil(Map<String, ?> goal) {
        return ClockRun.of(connection.send("POST", CLOCK + "/run-until", goal));
    }
}
