package dev.hostdouble.scenario;

import com.google.re2j.Pattern;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.PropertyValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A condition on a property of a call.
 *
 * @param property the name of the property, such as {@code path.sid}, {@code body.force}, {@code header.User-Agent}, {@code state.vm.state}
 * @param tests the tests that the value must all pass
 * @param value the required value, if the condition is a plain equality
 * @param values the values of which it requires one; empty if it requires none in particular
 * @param text the condition as written, for explanations
 */
record Condition(
        String property,
        List<Predicate<PropertyValue>> tests,
        Optional<String> value,
        List<String> values,
        String text) {
    Condition {
        tests = List.copyOf(tests);
        values = List.copyOf(values);
    }

    /** Creates a condition that a property equals a value. */
    static Condition equal(String property, String value, String text) {
        return new Condition(property, List.of(equal(value)), Optional.of(value), List.of(value), text);
    }

    /** Whether every value that meets this condition meets another one. */
    boolean implies(Condition other) {
        if (!property.equals(other.property)) {
            return false;
        }
        return text.equals(other.text)
                || (!CallProperties.canHaveSeveral(property)
                        && !values.isEmpty()
                        && values.stream()
                                .map(one -> PropertyValue.of(Optional.of(one)))
                                .allMatch(one -> !matches(one) || other.matches(one)));
    }

    /** Whether it only says that the call has the property, or does not have it. */
    boolean isAboutPresence() {
        return text.equals(property + ": {\"exists\":true}") || text.equals(property + ": {\"exists\":false}");
    }

    /** Whether a value passes all tests. */
    boolean matches(PropertyValue actual) {
        for (Predicate<PropertyValue> test : tests) {
            if (!test.test(actual)) {
                return false;
            }
        }
        return true;
    }

    /** Tests that a text equals a value. */
    static Predicate<PropertyValue> equal(String expected) {
        return actual -> actual.texts().contains(expected);
    }

    /** Tests that a text is one of several values. */
    static Predicate<PropertyValue> in(List<String> expected) {
        return actual -> any(actual, expected::contains);
    }

    /** Tests that the property is present or absent. */
    static Predicate<PropertyValue> exists(boolean expected) {
        return actual -> actual.present() == expected;
    }

    /** Tests a text as a number; a text that is not a number fails. */
    static Predicate<PropertyValue> number(Predicate<BigDecimal> test) {
        return actual -> actual.anyNumber(test);
    }

    /** Tests that a text contains a match. */
    static Predicate<PropertyValue> matches(Pattern regex) {
        return actual -> any(actual, text -> regex.matcher(text).find());
    }

    private static boolean any(PropertyValue actual, Predicate<String> test) {
        for (String text : actual.texts()) {
            if (test.test(text)) {
                return true;
            }
        }
        return false;
    }
}
