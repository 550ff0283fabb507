package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A documented parameter of an operation: the one place that says what its values may be, and how others are refused.
 *
 * @param name as the page writes it, such as {@code id} or {@code params[url]}
 * @param values what it may be
 * @param missing how a call without it is refused; empty if the call may leave it out
 * @param invalid how a call with another value is refused; empty if the operation itself deals with such a value
 * @param others the parameters any of which a call can have in its place
 */
public record Parameter(
        String name, Values values, Optional<Refusal> missing, Optional<Refusal> invalid, Set<String> others) {
    /** How the names of lists end. */
    private static final String LIST = "[]";

    private static final int ID_DIGITS = 18;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");

    public Parameter {
        others = Set.copyOf(others);
    }

    /** A parameter that may be left out and takes any text. */
    public static Parameter text(String name) {
        return of(name, new Values("any text", List.of(), List.of(), text -> true));
    }

    /** A parameter that takes a text of at most {@code longest} characters. */
    public static Parameter text(String name, int longest) {
        List<String> limits = List.of("x".repeat(longest), "x".repeat(longest + 1));
        String description = "a text of at most " + longest + " characters";
        return of(name, new Values(description, List.of(), limits, text -> text.length() <= longest));
    }

    /** A parameter that is true with one of these words, in any case, and false with any other text. */
    public static Parameter flag(String name, Collection<String> words) {
        List<String> truths = words.stream().sorted().toList();
        return of(name, new Values("true with one of " + truths, List.of(), truths, text -> true));
    }

    /** A parameter that takes a whole number from 1, of at most 18 digits. */
    public static Parameter id(String name) {
        List<String> limits = List.of("0", "1", "9".repeat(ID_DIGITS), "1" + "0".repeat(ID_DIGITS));
        return of(name, new Values("a whole number from 1", List.of(), limits, Parameter::isId));
    }

    /** A parameter that takes a whole number in decimal digits, with or without a sign, from {@code least} to {@code most}. */
    public static Parameter number(String name, long least, long most) {
        List<String> limits = LongStream.of(least - 1, least, most, most + 1)
                .mapToObj(String::valueOf)
                .toList();
        String description = "a whole number from " + least + " to " + most;
        return of(name, new Values(description, List.of(), limits, text -> isNumber(text, least, most)));
    }

    /** A parameter that takes one of these words, in exactly this form. */
    public static Parameter oneOf(String name, String... words) {
        List<String> known = List.of(words);
        return of(name, new Values("one of " + known, known, List.of(), known::contains));
    }

    /**
     * A parameter that takes the texts that match a pattern as a whole.
     *
     * @param description what the pattern means, for readers
     */
    public static Parameter matching(String name, String description, Pattern pattern) {
        return of(name, new Values(description, List.of(), List.of(), text -> pattern.matcher(text)
                .matches()));
    }

    /**
     * A parameter that takes the texts that pass a test.
     *
     * @param description what the test means, for readers
     */
    public static Parameter passing(String name, String description, Predicate<String> test) {
        return of(name, new Values(description, List.of(), List.of(), test));
    }

    private static Parameter of(String name, Values values) {
        return new Parameter(name, values, Optional.empty(), Optional.empty(), Set.of());
    }

    /** The same under another name. */
    public Parameter named(String other) {
        return new Parameter(other, values, missing, invalid, others);
    }

    /** The same parameter; a call without it or with another value gets this error (documented). */
    public Parameter required(ApiError error) {
        return ifMissing(error).ifInvalid(error);
    }

    /** The same parameter, which a call that has one of these others does not need. */
    public Parameter unless(String... parameters) {
        return new Parameter(name, values, missing, invalid, Set.of(parameters));
    }

    /** The same parameter, which may be left out. */
    public Parameter optional() {
        return new Parameter(name, values, Optional.empty(), invalid, others);
    }

    /** The same parameter; a call without it gets this error, which rests on these facts besides the page. */
    public Parameter ifMissing(ApiError error, Fact... facts) {
        return new Parameter(name, values, Optional.of(new Refusal(error, List.of(facts))), invalid, others);
    }

    /** The same parameter; a call with another value gets this error, which rests on these facts besides the page. */
    public Parameter ifInvalid(ApiError error, Fact... facts) {
        return new Parameter(name, values, missing, Optional.of(new Refusal(error, List.of(facts))), others);
    }

    /**
     * Checks the value of a call.
     *
     * @param value the value in the call; empty if the call does not have it
     * @throws ApiException if it is refused. In the text, {@code {name}} is the name, and a placeholder of that name the
     *     value
     */
    public void check(Call call, Optional<String> value) {
        if (value.isEmpty()) {
            refuse(call, missing, "");
        } else if (!values.allow(value.get())) {
            refuse(call, invalid, value.get());
        }
    }

    /**
     * Refuses a value in a call that cannot be read as a text, such as a list.
     *
     * @throws ApiException if the row says how another value is refused
     */
    public void refuseUnreadable(Call call) {
        refuse(call, invalid, "");
    }

    private void refuse(Call call, Optional<Refusal> refusal, String value) {
        if (refusal.isPresent()) {
            refusal.get().facts().forEach(call::restsOn);
            throw refusal.get().error().with(shortName(), value, "name", shortName());
        }
    }

    /** The name without the brackets around it: {@code url} of {@code params[url]}, {@code ips} of {@code ips[]}. */
    private String shortName() {
        String one = name.endsWith(LIST) ? name.substring(0, name.length() - LIST.length()) : name;
        int bracket = one.indexOf('[');
        return bracket < 0 ? one : one.substring(bracket + 1, one.length() - 1);
    }

    private static boolean isNumber(String text, long least, long most) {
        if (!NUMBER.matcher(text).matches()) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
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
     * @param limits texts at their limits and just beyond, or that have a meaning of their own; empty if they have none
     * @param test whether a text is one of them
     */
    public record Values(String description, List<String> words, List<String> limits, Predicate<String> test) {
        public Values {
            words = List.copyOf(words);
            limits = List.copyOf(limits);
        }

        /** Whether a text is allowed. */
        public boolean allow(String text) {
            return test.test(text);
        }
    }
}
