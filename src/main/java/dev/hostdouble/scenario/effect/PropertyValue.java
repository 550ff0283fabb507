package dev.hostdouble.scenario.effect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The value of a property of a call. A query parameter or header that is sent several times has several texts; the last is
 * the one that most providers read. Numbers are parsed once, because many rules may compare them.
 */
public final class PropertyValue {
    private static final int LONGEST_NUMBER = 40;
    private static final PropertyValue ABSENT = new PropertyValue(List.of());

    private final List<String> texts;
    private final boolean isComposite;
    private @Nullable List<BigDecimal> numbers;

    /** A value with texts in the order sent; without any if the call does not have the property. */
    PropertyValue(List<String> texts) {
        this(texts, false);
    }

    private PropertyValue(List<String> texts, boolean isComposite) {
        this.texts = List.copyOf(texts);
        this.isComposite = isComposite;
    }

    /** A value that the call has once, or not at all. */
    public static PropertyValue of(Optional<?> value) {
        return value.map(present -> new PropertyValue(
                        List.of(String.valueOf(present)), present instanceof Map || present instanceof List))
                .orElse(ABSENT);
    }

    /** The texts, in the order sent. */
    public List<String> texts() {
        return texts;
    }

    /** Whether the call has the property. */
    public boolean present() {
        return !texts.isEmpty();
    }

    /** Whether the value is an object or a list. */
    public boolean isComposite() {
        return isComposite;
    }

    /** The value as text, the last of several; the empty string if the property is absent. */
    public String text() {
        return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
    }

    /** Whether one of the texts is a number of at most 40 characters that passes a test. */
    public boolean anyNumber(Predicate<BigDecimal> test) {
        List<BigDecimal> parsed = numbers;
        if (parsed == null) {
            parsed = new ArrayList<>(texts.size());
            for (String text : texts) {
                number(text).ifPresent(parsed::add);
            }
            numbers = parsed;
        }
        for (BigDecimal number : parsed) {
            if (test.test(number)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BigDecimal> number(String text) {
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
