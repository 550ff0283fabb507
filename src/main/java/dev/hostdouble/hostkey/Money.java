package dev.hostdouble.hostkey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Amounts of money: cents here, texts such as {@code 3.50} for clients. */
final class Money {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2}0{0,18})?");

    private Money() {}

    /** Whether a text is an amount above 0 in whole cents. */
    static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches() && new BigDecimal(text).signum() > 0;
    }

    /** Cents; the rest is rounded half up. */
    static long cents(BigDecimal amount) {
        return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Cents as clients read them: {@code 3.50}. */
    static String text(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
