package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Fact;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Parameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a call, read as the framework reads them. What their values may be, and how others are refused, says the
 * row of the operation; a parameter is checked when an operation reads it, which also notes the facts that its value rests
 * on.
 */
final class Input {
    private static final Set<String> SHOWN_FLAGS = Set.of("1", "true", "0", "false");

    private final Call call;
    private final CheckOrder order;

    private Input(Call call) {
        this.call = call;
        this.order = new CheckOrder(call);
    }

    /** Returns the parameters of a call. */
    static Input of(Call call) {
        return new Input(call);
    }

    /** What is checked before the parameters and after them. */
    CheckOrder order() {
        return order;
    }

    /** Notes a fact that the answer rests on. */
    void restsOn(Fact fact) {
        call.restsOn(fact);
    }

    /** The value of a parameter; a name such as {@code sid|ip} stands for alternatives, and for itself. */
    private Optional<Object> get(String name) {
        for (String one : names(name)) {
            call.params().facts(one).forEach(call::restsOn);
            Optional<Object> value = call.params().get(one);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static List<String> names(String name) {
        if (name.indexOf('|') < 0) {
            return List.of(name);
        }
        List<String> names = new ArrayList<>(List.of(name.split("\\|", -1)));
        names.add(name);
        return names;
    }

    /**
     * Returns the alternatives that were sent of a parameter such as {@code sid|ip}, by name; one that is no text is empty.
     */
    Map<String, String> alternatives(String name) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String one : names(name)) {
            call.params().facts(one).forEach(call::restsOn);
            call.params()
                    .get(one)
                    .ifPresent(value -> sent.put(one, scalar(value).orElse("")));
        }
        return sent;
    }

    /** Reads a text that the row requires; numbers count as texts. */
    String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** Reads a text; numbers count as texts. */
    Optional<String> text(String name) {
        return checked(name, get(name));
    }

    /** Reads a host name. The page shows none with a final dot. */
    Optional<String> hostname() {
        Optional<String> name = text("hostname");
        name.filter(text -> text.endsWith(".")).ifPresent(text -> restsOn(HosterFact.HOST_NAMES));
        return name;
    }

    /** Reads an id. */
    Optional<Long> id(String name) {
        Optional<String> text = checked(name, get(name));
        text.filter(Ids::hasLeadingZero).ifPresent(padded -> restsOn(HosterFact.LEADING_ZEROS));
        return text.flatMap(Ids::number);
    }

    /** Reads a whole number that the row requires. */
    int requireCount(String name) {
        return count(name).orElseThrow(() -> missing(name));
    }

    /** Reads a whole number of at least 1. */
    Optional<Integer> count(String name) {
        return integer(name).map(Math::toIntExact);
    }

    /** Reads a whole number of at least 1 that the page shows as a text. */
    Optional<Integer> countAsText(String name) {
        return number(name, get(name)).map(Integer::valueOf);
    }

    /** Reads a whole number: {@code 4}, {@code "4"} and {@code 4.0} are the same. */
    Optional<Long> integer(String name) {
        Optional<Object> value = get(name);
        Optional<Long> number = number(name, value).map(Long::valueOf);
        if (value.filter(any -> !(any instanceof Number) || any instanceof Double)
                .isPresent()) {
            unlessForm(FrameworkFact.VALUE_TYPES);
        }
        return number;
    }

    /** The text of a whole number that the row allows. */
    private Optional<String> number(String name, Optional<Object> value) {
        Optional<String> digits = checked(name, value);
        digits.filter(text -> text.startsWith("+")).ifPresent(signed -> restsOn(FrameworkFact.VALUE_TYPES));
        return digits;
    }

    /** The text of a value that the row allows, or else its refusal. */
    private Optional<String> checked(String name, Optional<Object> value) {
        Parameter parameter = call.operation().parameter(name);
        Optional<String> text = value.flatMap(Input::scalar);
        if (value.filter(any -> any instanceof Boolean || any instanceof Double).isPresent()) {
            restsOn(FrameworkFact.VALUE_TYPES);
        }
        try {
            if (value.isPresent() && text.isEmpty()) {
                parameter.refuseUnreadable(call);
            } else {
                parameter.check(call, text);
            }
        } catch (ApiException e) {
            throw order.refused(name, e);
        }
        return text;
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
        return text.filter(HosterParameters.TRUE::contains).isPresent();
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

    /** The error for a parameter that its row allows, but that cannot be used; the same as for a missing one. */
    ApiException invalid(String name) {
        restsOn(HosterFact.UNUSABLE_PARAMETER);
        return order.refused(name, HosterError.UNUSABLE_PARAMETER.with("name", name));
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
