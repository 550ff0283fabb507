package dev.hostdouble.scenario;

import java.math.BigDecimal;
import java.util.Optional;

/** The value of a property of a call. Computed once, since many rules may use it. */
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

    /** The value as text; empty if there is none. */
    String text() {
        return text;
    }

    /** The value as a number; empty if it is not one. */
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
