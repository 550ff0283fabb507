package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.SeededRandom;
import java.time.Duration;

/**
 * A distribution of delays: uniform between two durations, or lognormal.
 *
 * @param least the minimum, or the median of a lognormal distribution
 * @param most the maximum of a uniform distribution
 * @param sigma the standard deviation of the logarithm; 0 for a uniform distribution
 */
record Latency(Duration least, Duration most, double sigma) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** A constant delay. */
    static Latency fixed(Duration duration) {
        return new Latency(duration, duration, 0);
    }

    /** Returns the next random delay, at most ten minutes. */
    Duration next(SeededRandom random) {
        double nanos;
        if (sigma > 0) {
            // Box-Muller: two uniform values give a normal one.
            double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double normal = radius * Math.cos(2 * Math.PI * random.nextDouble());
            nanos = least.toNanos() * Math.exp(sigma * normal);
        } else {
            nanos = least.toNanos() + (most.toNanos() - least.toNanos()) * random.nextDouble();
        }
        return Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos()));
    }
}
