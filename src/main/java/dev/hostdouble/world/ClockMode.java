package dev.hostdouble.world;

import dev.hostdouble.core.Durations;
import dev.hostdouble.core.Excerpt;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mode of a world's clock.
 *
 * @param text the mode as users write it: {@code real}, {@code x60}, {@code manual}, {@code step:1s}
 * @param factor the speed relative to the host's clock; 0 for a clock that stands still
 * @param step how far each call to a provider moves it
 */
public record ClockMode(String text, double factor, Duration step) {
    /** The allowed modes, for error messages. */
    public static final String ALLOWED = "real, x<N> (over 0, up to 1000000), manual or step:<duration> (up to 365d)";

    private static final Duration LONGEST_STEP = Duration.ofDays(365);

    /** As fast as the clock of the host. */
    public static final ClockMode REAL = new ClockMode("real", 1, Duration.ZERO);
    /** Stands still until it is moved. */
    public static final ClockMode MANUAL = new ClockMode("manual", 0, Duration.ZERO);

    private static final Pattern FAST = Pattern.compile("x(\\d{1,7}(?:\\.\\d{1,6})?)");

    /**
     * Reads a mode.
     *
     * @throws IllegalArgumentException naming the allowed modes
     */
    public static ClockMode parse(String text) {
        if (text.equals("real")) {
            return REAL;
        }
        if (text.equals("manual")) {
            return MANUAL;
        }
        if (text.startsWith("step:")) {
            Duration step = Durations.parse(text.substring("step:".length()));
            if (!step.isZero() && step.compareTo(LONGEST_STEP) <= 0) {
                return new ClockMode(text, 0, step);
            }
        }
        Matcher fast = FAST.matcher(text);
        if (fast.matches()) {
            double factor = Double.parseDouble(fast.group(1));
            if (factor > 0 && factor <= 1e6) {
                return new ClockMode(text, factor, Duration.ZERO);
            }
        }
        throw new IllegalArgumentException("invalid clock mode '" + Excerpt.of(text) + "': expected " + ALLOWED);
    }

    /** Whether time passes between calls. */
    public boolean running() {
        return factor > 0;
    }
}
