package dev.hostdouble.world;

import dev.hostdouble.core.Excerpt;
import java.time.Instant;
import java.util.Optional;

/**
 * When a world starts.
 *
 * @param date the date that its clock shows first; empty for the host's present when the world is created or reset
 */
public record StartDate(Optional<Instant> date) {
    /** The host's present. */
    public static final StartDate HOST = new StartDate(Optional.empty());

    /** What users may write, for error messages. */
    public static final String ALLOWED = "host, or a date from 1970 to 2200 in ISO-8601, e.g. 2024-02-01T00:00:00Z";

    private static final String HOST_WORD = "host";

    /** A fixed date. */
    public static StartDate at(Instant date) {
        return new StartDate(Optional.of(date));
    }

    /**
     * Reads {@code host} or a date.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static StartDate parse(String text) {
        if (text.equals(HOST_WORD)) {
            return HOST;
        }
        try {
            return at(EmulatorClock.parseDate(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("invalid start '" + Excerpt.of(text) + "': expected " + ALLOWED, e);
        }
    }
}
