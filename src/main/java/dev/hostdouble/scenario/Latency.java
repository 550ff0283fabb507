package dev.hostdouble.scenario;

import dev.hostdouble.core.SeededRandom;
import java.time.Duration;

/**
 * How long a client waits: evenly from one duration to another, or lognormally about a median.
 *
 * @param sigma the spread of the logarithm; 0 where it is even
 */
record Latency(Duration least, Duration most, double sigma) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static Latency fixed(Duration duration) {
        return new Latency(duration, duration, 0);
    }

    /** A draw, at most ten minutes. */
    Duration draw(SeededRandom draw) {
        double nanos;
        if (sigma > 0) {
            // Box and Muller: two even draws make a normal one.
            double radius = Math.sqrt(-2 * Math.log(1 - draw.nextDouble()));
            double normal = radius * Math.cos(2 * Math.PI * draw.nextDouble());
            nanos = least.toNanos() * Math.exp(sigma * normal);
        } else {
            nanos = least.toNanos() + (most.toNanos() - least.toNanos()) * draw.nextDouble();
        }
        return Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos()));
    }
}
