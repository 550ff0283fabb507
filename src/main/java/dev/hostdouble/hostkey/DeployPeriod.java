package dev.hostdouble.hostkey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long an order is paid for, by the words that clients send. */
enum DeployPeriod {
    MONTHLY(1),
    QUARTERLY(3),
    SEMI_ANNUALLY(6),
    ANNUALLY(12),
    /** An hour; it costs the 720th part of a month (assumed). */
    HOURLY(0);

    private static final BigDecimal HOURS_OF_A_MONTH = BigDecimal.valueOf(720);

    private final int months;

    DeployPeriod(int months) {
        this.months = months;
    }

    /** The word of clients, such as {@code semi-annually}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words that a call may send; {@code 1} is a month. */
    static String[] words() {
        return new String[] {"monthly", "quarterly", "semi-annually", "annually", "hourly", "1"};
    }

    /** The period of a word. */
    static Optional<DeployPeriod> of(String word) {
        return word.equals("1")
                ? Optional.of(MONTHLY)
                : Arrays.stream(values())
                        .filter(period -> period.word().equals(word))
                        .findFirst();
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
}
