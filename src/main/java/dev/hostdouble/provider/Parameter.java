package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Fact;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A documented parameter of an operation: the one place that says what its values may be, and how others are refused.
 *
 * @param name as the page writes it, such as {@code id} or {@code params[url]}
 * @param values what it may be
 * @param missing how a call without it is refused; empty if the call may leave it out
 * @param invalid how a call with another value is refused; empty if the operation itself deals with such a value
 */
public record Parameter(String name, Values values, Optional<Refusal> missing, Optional<Refusal> invalid) {
    private static final int ID_DIGITS = 18;

    /** A parameter that may be left out and takes any text. */
    public static Parameter text(String name) {
        return of(name, new Values("any text", List.of(), text -> true));
    }

    /** A parameter that takes a whole number from 1, of at most 18 digits. */
    public static Parameter id(String name) {
        return of(name, new Values("a whole number from 1", List.of(), Parameter::isId));
    }

    /** A parameter that takes one of these words, in exactly this form. */
    public static Parameter oneOf(String name, String... words) {
        List<String> known = List.of(words);
        return of(name, new Values("one of " + known, known, known::contains));
    }

    /**
     * A parameter that takes the texts that match a pattern as a whole.
     *
     * @param description what the pattern means, for readers
     */
    public static Parameter matching(String name, String description, Pattern pattern) {
        return of(name, new Values(description, List.of(), text -> pattern.matcher(text)
                .matches()));
    }

    /**
     * A parameter that takes the texts that pass a test.
     *
     * @param description what the test means, for readers
     */
    public static Parameter passing(String name, String description, Predicate<String> test) {
        return of(name, new Values(description, List.of(), test));
    }

    private static Parameter of(String name, Values values) {
        return new Parameter(name, values, Optional.empty(), Optional.empty());
    }

    /** The same under another name. */
    public Parameter named(String other) {
        return new Parameter(other, values, missing, invalid);
    }

    /** The same parameter; a call without it or with another value gets this error (documented). */
    public Parameter required(ApiError error) {
        return ifMissing(error).ifInvalid(error);
    }

    /** The same parameter; a call without it gets this error, which rests on these facts besides the page. */
    public Parameter ifMissing(ApiError error, Fact... facts) {
        return new Parameter(name, values, Optional.of(new Refusal(error, List.of(facts))), invalid);
    }

    /** The same parameter; a call with another value gets this error, which rests on these facts besides the page. */
    public Parameter ifInvalid(ApiError error, Fact... facts) {
        return new Parameter(name, values, missing, Optional.of(new Refusal(error, List.of(facts))));
    }

    /**
     * Checks the value of a call.
     *
     * @param value the value in the call; empty if the call does not have it
     * @throws ApiException if it is refused. In the text, {@code {name}} is the name, and a placeholder of that name the
     *     value
     */
    public void check(Call call, Optional<String> value) {
        Optional<Refusal> refusal =
                value.isEmpty() ? missing : value.filter(values::allow).isEmpty() ? invalid : Optional.empty();
        if (refusal.isPresent()) {
            refusal.get().facts().forEach(call::restsOn);
            throw refusal.get().error().with(shortName(), value.orElse(""), "name", shortName());
        }
    }

    /** The name without the brackets around it: {@code url} of {@code params[url]}. */
    private String shortName() {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(bracket + 1, name.length() - 1);
    }

    private static boolean isId(String text) {
        return text.length() <= ID_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && text.chars().anyMatch(c -> c != '0');
    }

    /**
     * How a value is refused.
     *
     * @param error the error that the call gets
     * @param facts what that rests on besides the page
     */
    public record Refusal(ApiError error, List<Fact> facts) {
        public Refusal {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What the values of a parameter may be.
     *
     * @param description for readers
     * @param words all of them, if they are words; else empty
     * @param test whether a text is one of them
     */
    public record Values(String description, List<String> words, Predicate<String> test) {
        public Values {
            words = List.copyOf(words);
        }

        /** Whether a text is allowed. */
        public boolean allow(String text) {
            return test.test(text);
        }
    }
}
