package dev.hostdouble.scenario;

import dev.hostdouble.core.SeededRandom;
import java.time.Duration;

/**
 * A random delay: uniform between two durations, or lognormal around a median.
 *
 * @param sigma the spread of the logarithm; 0 for a uniform delay
 */
record Latency(Duration least, Duration most, double sigma) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static Latency fixed(Duration duration) {
        return new Latency(duration, duration, 0);
    }

    /** A random delay, at most ten minutes. */
    Duration draw(SeededRandom draw) {
        double nanos;
        if (sigma > 0) {
            // Box-Muller: two uniform values make a normal one.
            double radius = Math.sqrt(-2 * Math.log(1 - draw.nextDouble()));
            double normal = radius * Math.cos(2 * Math.PI * draw.nextDouble());
            nanos = least.toNanos() * Math.exp(sigma * normal);
        } else {
            nanos = least.toNanos() + (most.toNanos() - least.toNanos()) * draw.nextDouble();
        }
        return Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos()));
    }
}
