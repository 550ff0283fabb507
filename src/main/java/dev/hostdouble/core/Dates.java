package dev.hostdouble.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The dates that clocks and states can have: from 1970 to 2200. */
public final class Dates {
    /** Where the date of every clock stops. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Dates() {}

    /**
     * Reads a date.
     *
     * @throws IllegalArgumentException naming what is expected
     */
    public static Instant parse(String text) {
        Instant date;
        try {
            date = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "invalid time '" + Excerpt.of(text) + "': expected ISO-8601, e.g. 2024-02-01T00:00:00Z", e);
        }
        if (date.isBefore(Instant.EPOCH) || date.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "invalid time " + date + ": expected " + Instant.EPOCH + " to " + LATEST);
        }
        return date;
    }
}
