package dev.hostdouble.hostkey;

import java.math.BigDecimal;

/** How prices stand in replies. */
final class Amount {
    private Amount() {}

    /** As PHP prints a float: without zeros at the end. */
    static BigDecimal shortest(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(stripped.scale(), 0));
    }

    /** With at least one digit after the point, such as {@code 45.0}, as the pages of software and of reseller prices print it. */
    static BigDecimal withFraction(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(stripped.scale(), 1));
    }
}
