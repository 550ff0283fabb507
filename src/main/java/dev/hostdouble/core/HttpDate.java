package dev.hostdouble.core;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as HTTP's {@code Date} header writes them (RFC 9110). Many calls fall into one second, so it remembers one. */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private String text = "";

    /** The instant, such as {@code Thu, 01 Feb 2024 00:00:00 GMT}. */
    public String text(Instant instant) {
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            text = FORMAT.format(instant);
        }
        return text;
    }
}
