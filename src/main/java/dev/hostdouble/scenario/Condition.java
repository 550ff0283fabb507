package dev.hostdouble.scenario;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a property of a call must be like.
 *
 * @param property such as {@code path.sid}, {@code body.force}, {@code header.User-Agent}, {@code state.vm.state}
 * @param value the one value it must be, where the condition is as simple as that
 */
record Condition(String property, List<Predicate<PropertyValue>> tests, Optional<String> value) {
    Condition {
        tests = List.copyOf(tests);
    }

    /** A condition of tests. */
    Condition(String property, List<Predicate<PropertyValue>> tests) {
        this(property, tests, Optional.empty());
    }

    /** That a property is that value and no other. */
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

    /** Compared as a number; what is none compares as nothing. */
    static Predicate<PropertyValue> number(Predicate<BigDecimal> test) {
        return actual -> actual.number().filter(test).isPresent();
    }

    static Predicate<PropertyValue> matches(Pattern regex) {
        return actual -> actual.present() && regex.matcher(actual.text()).find();
    }
}
