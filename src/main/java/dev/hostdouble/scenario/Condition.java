package dev.hostdouble.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a property of a call must be like.
 *
 * @param property such as {@code path.sid}, {@code body.force}, {@code header.User-Agent}, {@code state.vm.state}
 */
record Condition(String property, List<Predicate<Optional<Object>>> tests) {
    Condition {
        tests = List.copyOf(tests);
    }

    boolean holds(Optional<Object> actual) {
        return tests.stream().allMatch(test -> test.test(actual));
    }

    static Predicate<Optional<Object>> equal(String wanted) {
        return actual -> actual.filter(value -> text(value).equals(wanted)).isPresent();
    }

    static Predicate<Optional<Object>> in(List<String> wanted) {
        return actual -> actual.filter(value -> wanted.contains(text(value))).isPresent();
    }

    static Predicate<Optional<Object>> exists(boolean wanted) {
        return actual -> actual.isPresent() == wanted;
    }

    /** Compared as a number; what is none compares as nothing. */
    static Predicate<Optional<Object>> number(Predicate<BigDecimal> test) {
        return actual -> actual.flatMap(Condition::number).filter(test).isPresent();
    }

    static Predicate<Optional<Object>> matches(BoundedRegex regex) {
        return actual -> actual.filter(value -> regex.matches(text(value))).isPresent();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            String text = text(value).strip();
            return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
