package dev.hostdouble.vss;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats times as VSS does: {@code 2017-11-17 13:51:31 EST}, in Toronto time, EST or EDT depending on the date. */
final class Times {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH)
            .withZone(TORONTO);
    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d)?))?(?: ?(EST|EDT|UTC|GMT|Z|[+-]\\d\\d:?\\d\\d))?");
    private static final Map<String, ZoneId> ZONES = Map.of(
            "EST", ZoneOffset.ofHours(-5),
            "EDT", ZoneOffset.ofHours(-4),
            "UTC", ZoneOffset.UTC,
            "GMT", ZoneOffset.UTC,
            "Z", ZoneOffset.UTC);

    private Times() {}

    /** Formats an instant as VSS does. */
    static String text(Instant instant) {
        return PRINTED.format(instant);
    }

    /**
     * Parses a time of a filter: the printed format, whose time and zone may be omitted. A date alone means midnight;
     * without a zone it is Toronto time (assumed).
     */
    static Optional<Instant> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(written.group(1));
            LocalTime time = written.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(written.group(2));
            ZoneId zone = written.group(3) == null ? TORONTO : zone(written.group(3));
            return Optional.of(LocalDateTime.of(date, time).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneId zone(String name) {
        ZoneId known = ZONES.get(name);
        return known == null ? ZoneOffset.of(name) : known;
    }
}
