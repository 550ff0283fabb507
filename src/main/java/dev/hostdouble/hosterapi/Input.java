package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Fact;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of a call, read as the framework reads them. A missing or malformed parameter causes the provider's
 * {@code 0xb1: Missing required parameter {name}} (documented for missing parameters, assumed for malformed ones). Notes
 * the facts that a value rests on when an operation reads it.
 */
final class Input {
    private static final Set<String> TRUE = Set.of("1", "true", "on", "yes");
    private static final Set<String> SHOWN_FLAGS = Set.of("1", "true", "0", "false");
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");
    private static final Pattern HOST_NAME =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.(?!$)|\\.?$))+");
    private static final int MAX_TEXT = 255;

    private final Call call;
    private final CheckOrder order;

    private Input(Call call, CheckOrder order) {
        this.call = call;
        this.order = order;
    }

    /**
     * Returns the parameters of a call.
     *
     * @param required the names of those that must not be missing
     */
    static Input of(Call call, String... required) {
        return new Input(call, new CheckOrder(call, required));
    }

    /** What is checked before the parameters and after them. */
    CheckOrder order() {
        return order;
    }

    /** Notes a fact that the answer rests on. */
    void restsOn(Fact fact) {
        call.restsOn(fact);
    }

    private Optional<Object> get(String name) {
        call.params().facts(name).forEach(call::restsOn);
        return call.params().get(name);
    }

    /** Reads a string; throws {@code 0xb1} if it is missing or invalid. */
    String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** Reads a string of at most 255 characters; numbers count as strings. */
    Optional<String> text(String name) {
        Optional<Object> value = get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Boolean || value.get() instanceof Double) {
            restsOn(FrameworkFact.VALUE_TYPES);
        }
        return Optional.of(
                scalar(value.get()).filter(text -> text.length() <= MAX_TEXT).orElseThrow(() -> invalid(name)));
    }

    /** Reads a host name: labels of letters, digits and inner hyphens, joined by dots; a final dot is allowed. */
    Optional<String> hostName(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !isHostName(text.get())) {
            restsOn(HosterFact.HOST_NAMES);
            throw invalid(name);
        }
        return text;
    }

    static boolean isHostName(String text) {
        return HOST_NAME.matcher(text).matches();
    }

    /** Reads {@code password}, untrimmed and of any length: an SSH password or a console ticket. */
    Optional<String> password() {
        return get("password").flatMap(Input::scalar);
    }

    /** Reads an id. */
    Optional<Long> id(String name) {
        Optional<String> text = get(name).flatMap(Input::scalar);
        text.filter(Ids::hasLeadingZero).ifPresent(padded -> restsOn(HosterFact.LEADING_ZEROS));
        return text.flatMap(Ids::number);
    }

    /** Reads a whole number of at least 1; throws {@code 0xb1} if it is missing or invalid. */
    int requireCount(String name) {
        return count(name).orElseThrow(() -> missing(name));
    }

    /** Reads a whole number of at least 1. */
    Optional<Integer> count(String name) {
        return positive(name, integer(name));
    }

    /** Reads a whole number of at least 1 that the page shows as a text. */
    Optional<Integer> countAsText(String name) {
        return positive(name, get(name).map(value -> whole(name, value)));
    }

    private Optional<Integer> positive(String name, Optional<Long> number) {
        if (number.isPresent() && (number.get() < 1 || number.get() > Integer.MAX_VALUE)) {
            throw invalid(name);
        }
        return number.map(Long::intValue);
    }

    /**
     * Reads a whole number: {@code 4}, {@code "4"} and {@code 4.0} are accepted, {@code 4.5} and {@code "abc"} are not.
     */
    Optional<Long> integer(String name) {
        Optional<Object> value = get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        long number = whole(name, value.get());
        if (!(value.get() instanceof Number) || value.get() instanceof Double) {
            unlessForm(FrameworkFact.VALUE_TYPES);
        }
        return Optional.of(number);
    }

    private long whole(String name, Object value) {
        return scalar(value)
                .filter(text -> INTEGER.matcher(text).matches())
                .map(Long::parseLong)
                .orElseThrow(() -> invalid(name));
    }

    /** True for true, 1, "1", "true", "on" and "yes"; false for any other value or a missing one. */
    boolean flag(String name) {
        Optional<Object> value = get(name);
        Optional<String> text = value.flatMap(Input::scalar).map(word -> word.toLowerCase(Locale.ROOT));
        if (text.filter(word -> !SHOWN_FLAGS.contains(word)).isPresent()) {
            restsOn(FrameworkFact.VALUE_TYPES);
        } else if (value.filter(any -> !(any instanceof Boolean)).isPresent()) {
            unlessForm(FrameworkFact.VALUE_TYPES);
        }
        return text.filter(TRUE::contains).isPresent();
    }

    /** Notes a fact about JSON: in a form and in a query, every value is a text. */
    private void unlessForm(Fact fact) {
        if (call.request().header("Content-Type").contains("json")) {
            restsOn(fact);
        }
    }

    /** Whether the parameter was sent. */
    boolean has(String name) {
        return get(name).isPresent();
    }

    /** The error for a missing parameter. */
    ApiException missing(String name) {
        return order.refused(name, HosterError.MISSING_PARAMETER.with("name", name));
    }

    /** The error for a malformed parameter, the same as for a missing one. */
    ApiException invalid(String name) {
        return invalid(name, HosterError.UNUSABLE_PARAMETER.with("name", name));
    }

    /** The error for a malformed parameter whose absence has an error of its own. */
    ApiException invalid(String name, ApiException error) {
        restsOn(HosterFact.UNUSABLE_PARAMETER);
        return order.refused(name, error);
    }

    /** Converts a value to a string as PHP does; empty for lists and maps. */
    static Optional<String> scalar(Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (value instanceof Boolean flag) {
            return flag ? Optional.of("1") : Optional.empty(); // (string) false is empty in PHP
        }
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                return Optional.empty(); // e.g. 1e999, which overflows a double
            }
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Optional.of(Long.toString((long) (double) number))
                    : Optional.of(BigDecimal.valueOf(number).toPlainString());
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return Optional.of(value.toString());
        }
        return Optional.empty();
    }

    /** Trims a string as the framework does. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && " \t\n\r\0\u000B".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t\n\r\0\u000B".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}
