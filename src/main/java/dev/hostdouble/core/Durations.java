package dev.hostdouble.core;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO-8601 {@code PT30S}. */
public final class Durations {
    /** The accepted formats, for error messages after "expected". */
    public static final String ALLOWED = "a duration such as 500ms, 30s, 5m, 2h, 1d or PT30S, at most 3650d";

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Parses a duration from 0 to 3650 days.
     *
     * @throws IllegalArgumentException if the text is not such a duration; the message says which formats are accepted
     */
    public static Duration parse(String text) {
        Duration duration = parseUnchecked(text);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw invalid(text);
        }
        return duration;
    }

    /** Writes whole seconds in the largest unit that fits: {@code 10m}. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? duration.toDays() + "d"
                : seconds % 60 == 0 ? duration.toMinutes() + "m" : seconds + "s";
    }

    private static Duration parseUnchecked(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw invalid(text);
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("invalid duration '" + Excerpt.of(text) + "': expected " + ALLOWED);
    }
}
