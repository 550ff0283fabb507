package dev.hostdouble.core;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats instants for HTTP's {@code Date} header (RFC 9110). Caches the last second, which many calls share. Not thread-safe. */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private String text = "";

    /** Formats an instant, for example {@code Thu, 01 Feb 2024 00:00:00 GMT}. */
    public String format(Instant instant) {
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            text = FORMAT.format(instant);
        }
        return text;
    }
}
