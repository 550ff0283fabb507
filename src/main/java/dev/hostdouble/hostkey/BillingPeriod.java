package dev.hostdouble.hostkey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a payment for a server lasts. */
enum BillingPeriod {
    MONTHLY("Monthly", 1),
    QUARTERLY("Quarterly", 3),
    SEMI_ANNUALLY("Semi-Annually", 6),
    ANNUALLY("Annually", 12),
    /** An hour; it costs the 720th part of a month (assumed). */
    HOURLY("Hourly", 0);

    private static final BigDecimal HOURS_OF_A_MONTH = BigDecimal.valueOf(720);

    private final String title;
    private final int months;

    BillingPeriod(String title, int months) {
        this.title = title;
        this.months = months;
    }

    /** What the billing calls it, such as {@code Semi-Annually}. */
    String title() {
        return title;
    }

    /** What orders call it, such as {@code semi-annually}. */
    String word() {
        return title.toLowerCase(Locale.ROOT);
    }

    /** How the description of an invoice ends: {@code (monthly)}. */
    String suffix() {
        return "(" + word() + ")";
    }

    /** All words that an order may have; {@code 1} is a month. */
    static String[] words() {
        return new String[] {"monthly", "quarterly", "semi-annually", "annually", "hourly", "1"};
    }

    /** The period of the word in an order. */
    static Optional<BillingPeriod> of(String word) {
        return word.equals("1")
                ? Optional.of(MONTHLY)
                : Arrays.stream(values())
                        .filter(period -> period.word().equals(word))
                        .findFirst();
    }

    /** The period that the description of an invoice names; a month if it names none. */
    static BillingPeriod ofInvoice(String description) {
        return Arrays.stream(values())
                .filter(period -> description.endsWith(period.suffix()))
                .findFirst()
                .orElse(MONTHLY);
    }

    /** What it costs in cents, if a month costs that much; at least nothing. */
    long cents(BigDecimal month) {
        BigDecimal price = months == 0
                ? month.divide(HOURS_OF_A_MONTH, 2, RoundingMode.CEILING)
                : month.multiply(BigDecimal.valueOf(months));
        return price.movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .max(BigDecimal.ZERO)
                .longValueExact();
    }

    /** How many whole periods are between two times. */
    long between(Instant start, Instant now) {
        return months == 0
                ? Duration.between(start, now).toHours()
                : ChronoUnit.MONTHS.between(utc(start), utc(now)) / months;
    }

    /** The time that many periods after another one. */
    Instant after(Instant start, long periods) {
        return months == 0
                ? start.plus(Duration.ofHours(periods))
                : utc(start).plusMonths(periods * months).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
