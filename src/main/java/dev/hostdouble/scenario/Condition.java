package dev.hostdouble.scenario;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A condition on a property of a call.
 *
 * @param property such as {@code path.sid}, {@code body.force}, {@code header.User-Agent}, {@code state.vm.state}
 * @param value the required value, if the condition is a plain equality
 */
record Condition(String property, List<Predicate<PropertyValue>> tests, Optional<String> value) {
    Condition {
        tests = List.copyOf(tests);
    }

    /** A condition that runs tests. */
    Condition(String property, List<Predicate<PropertyValue>> tests) {
        this(property, tests, Optional.empty());
    }

    /** A condition that a property equals a value. */
    static Condition is(String property, String value) {
        return new Condition(property, List.of(equal(value)), Optional.of(value));
    }

    boolean holds(PropertyValue actual) {
        for (Predicate<PropertyValue> test : tests) {
            if (!test.test(actual)) {
                return false;
            }
        }
        return true;
    }

    static Predicate<PropertyValue> equal(String wanted) {
        return actual -> actual.text().equals(wanted) && actual.present();
    }

    static Predicate<PropertyValue> in(List<String> wanted) {
        return actual -> wanted.contains(actual.text()) && actual.present();
    }

    static Predicate<PropertyValue> exists(boolean wanted) {
        return actual -> actual.present() == wanted;
    }

    /** Compares as numbers; a value that is not a number never matches. */
    static Predicate<PropertyValue> number(Predicate<BigDecimal> test) {
        return actual -> actual.number().filter(test).isPresent();
    }

    static Predicate<PropertyValue> matches(Pattern regex) {
        return actual -> actual.present() && regex.matcher(actual.text()).find();
    }
}
