package dev.hostdouble.scenario;

import java.math.BigDecimal;
import java.util.Optional;

/** The value of a property of a call, as text and as a number. Parsed once, because many rules may use it. */
final class PropertyValue {
    private static final int LONGEST_NUMBER = 40;

    private final Optional<Object> value;
    private final String text;
    private Optional<Optional<BigDecimal>> number = Optional.empty();

    PropertyValue(Optional<Object> value) {
        this.value = value;
        this.text = value.map(String::valueOf).orElse("");
    }

    /** Whether the call has the property. */
    boolean present() {
        return value.isPresent();
    }

    /** Returns the value as text; the empty string if the property is absent. */
    String text() {
        return text;
    }

    /** Returns the value as a number; empty if it is not a number of at most 40 characters. */
    Optional<BigDecimal> number() {
        if (number.isEmpty()) {
            number = Optional.of(parse());
        }
        return number.get();
    }

    private Optional<BigDecimal> parse() {
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
