package dev.hostdouble.scenario;

import com.google.re2j.Pattern;
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
 */
record Condition(String property, List<Predicate<PropertyValue>> tests, Optional<String> value) {
    Condition {
        tests = List.copyOf(tests);
    }

    /** Creates a condition with tests. */
    Condition(String property, List<Predicate<PropertyValue>> tests) {
        this(property, tests, Optional.empty());
    }

    /** Creates a condition that a property equals a value. */
    static Condition equal(String property, String value) {
        return new Condition(property, List.of(equal(value)), Optional.of(value));
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

    /** Tests that the text equals a value. */
    static Predicate<PropertyValue> equal(String expected) {
        return actual -> actual.text().equals(expected) && actual.present();
    }

    /** Tests that the text is one of several values. */
    static Predicate<PropertyValue> in(List<String> expected) {
        return actual -> expected.contains(actual.text()) && actual.present();
    }

    /** Tests that the property is present or absent. */
    static Predicate<PropertyValue> exists(boolean expected) {
        return actual -> actual.present() == expected;
    }

    /** Tests the value as a number; a value that is not a number fails. */
    static Predicate<PropertyValue> number(Predicate<BigDecimal> test) {
        return actual -> actual.number().filter(test).isPresent();
    }

    /** Tests that the text contains a match. */
    static Predicate<PropertyValue> matches(Pattern regex) {
        return actual -> actual.present() && regex.matcher(actual.text()).find();
    }
}
