package dev.hostdouble.core;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or ISO {@code PT30S}. */
public final class Durations {
    /** The allowed forms, for error messages. */
    public static final String ALLOWED = "a duration such as 500ms, 30s, 5m, 2h, 1d or PT30S, at most 3650d";

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Reads a duration that is not negative.
     *
     * @throws IllegalArgumentException naming the allowed forms
     */
    public static Duration parse(String text) {
        Duration duration = read(text);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw wrong(text);
        }
        return duration;
    }

    private static Duration read(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw wrong(text);
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

    private static IllegalArgumentException wrong(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new IllegalArgumentException("invalid duration '" + shown + "': expected " + ALLOWED);
    }
}
