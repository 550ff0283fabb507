package dev.hostdouble.hostkey;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Formats times as on the pages, in UTC (the zone of the second format is assumed). */
final class Times {
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 2024-01-15T10:30:00Z}. */
    static String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 2024-01-15 10:30:00}. */
    static String plain(Instant instant) {
        return PLAIN.format(instant);
    }
}
