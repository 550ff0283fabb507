package dev.hostdouble.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** One sequence of random steps: what the sequences of all providers have in common. */
abstract class RandomCalls {
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    final Wire wire;

    /** What a scenario does to a job that the next call starts. */
    Fault fault = Fault.NONE;

    private final Random random;

    /**
     * A sequence in a world of its own.
     *
     * @param operations those that start jobs
     */
    RandomCalls(Wire wire, Random random, List<String> operations) {
        this.wire = wire;
        this.random = random;
        wire.control("POST", "scenarios", Fault.scenario(operations));
    }

    /** Does something, and compares some answers with those of the model. */
    final void step() {
        fault = oneIn(7) ? pick(Fault.values()) : Fault.NONE;
        act();
        fault = Fault.NONE;
        compareSome();
    }

    /** Names with commas between them. */
    static List<String> words(String text) {
        return COMMA.splitAsStream(text.strip()).toList();
    }

    abstract void act();

    abstract void compareSome();

    /** Compares all that the model knows. */
    abstract void compareAll();

    final void advance(ModelJobs jobs, long millis) {
        wire.control("POST", "clock/advance", "{\"by\":\"" + millis + "ms\"}");
        jobs.advance(millis);
    }

    /** Sets the date of the clock to another day of the month; no time passes. Returns the date. */
    final Instant setDate() {
        String date = "2024-02-%02dT%02d:30:00Z".formatted(1 + below(28), below(24));
        wire.control("PUT", "clock", "{\"now\":\"" + date + "\"}");
        return Instant.parse(date);
    }

    /** Ends a job by the control API. */
    final void endNow(String provider, ModelJobs jobs, ModelJob job) {
        boolean fails = random.nextBoolean();
        String body = fails ? "{\"output\":\"by hand\"}" : "";
        wire.control("POST", "jobs/" + provider + "%2F" + job.id + (fails ? "/fail" : "/finish"), body);
        if (fails) {
            jobs.fail(job, "by hand");
        } else {
            jobs.finish(job);
        }
    }

    /** Lets the provider change something itself, where the model says whether that changes anything. */
    final void change(String change, boolean isChanged) {
        assertThat(wire.control("POST", "changes", change).path("changed").asBoolean())
                .as(change)
                .isEqualTo(isChanged);
    }

    final boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** A number from 0 to below that. */
    final int below(int end) {
        return random.nextInt(end);
    }

    final <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    final <T> T pick(T... all) {
        return all[random.nextInt(all.length)];
    }
}
