package dev.hostdouble.scenario;

import java.math.BigDecimal;
import java.util.Optional;

/** What a property of a call is; two hundred rules may ask for the same, so it is made out once. */
final class PropertyValue {
    private static final int LONGEST_NUMBER = 40;

    private final Optional<Object> value;
    private final String text;
    private Optional<Optional<BigDecimal>> number = Optional.empty();

    PropertyValue(Optional<Object> value) {
        this.value = value;
        this.text = value.map(String::valueOf).orElse("");
    }

    boolean present() {
        return value.isPresent();
    }

    /** The empty text where there is nothing. */
    String text() {
        return text;
    }

    /** Nothing where it is none. */
    Optional<BigDecimal> number() {
        if (number.isEmpty()) {
            number = Optional.of(parsed());
        }
        return number.get();
    }

    private Optional<BigDecimal> parsed() {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
