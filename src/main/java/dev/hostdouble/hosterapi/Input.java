package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Params;
import dev.hostdouble.provider.Call;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of a call, read as the framework reads them. A missing or malformed parameter causes the provider's
 * {@code 0xb1: Missing required parameter {name}} (documented for missing parameters, assumed for malformed ones).
 */
final class Input {
    private static final Set<String> TRUE = Set.of("1", "true", "on", "yes");
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");
    private static final Pattern HOST_NAME =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.(?!$)|\\.?$))+");
    private static final int MAX_TEXT = 255;

    private final Params params;

    private Input(Params params) {
        this.params = params;
    }

    /** Returns the parameters of a call. */
    static Input of(Call call) {
        return new Input(call.params());
    }

    /** Reads a string; throws {@code 0xb1} if it is missing or invalid. */
    String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** Reads a string of at most 255 characters; numbers count as strings. */
    Optional<String> text(String name) {
        Optional<Object> value = params.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                scalar(value.get()).filter(text -> text.length() <= MAX_TEXT).orElseThrow(() -> missing(name)));
    }

    /** Reads a host name: labels of letters, digits and inner hyphens, joined by dots; a final dot is allowed. */
    Optional<String> hostName(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !HOST_NAME.matcher(text.get()).matches()) {
            throw invalid(name);
        }
        return text;
    }

    /** Reads {@code password}, untrimmed and of any length: an SSH password or a console ticket. */
    Optional<String> password() {
        return params.get("password").flatMap(Input::scalar);
    }

    /** Reads an id as text; empty if it is missing or malformed. */
    Optional<String> idText(String name) {
        return params.get(name).flatMap(Input::scalar);
    }

    /** Reads a whole number of at least 1; throws {@code 0xb1} if it is missing or invalid. */
    int requireCount(String name) {
        return count(name).orElseThrow(() -> missing(name));
    }

    /** Reads a whole number of at least 1. */
    Optional<Integer> count(String name) {
        Optional<Long> number = integer(name);
        if (number.isPresent() && (number.get() < 1 || number.get() > Integer.MAX_VALUE)) {
            throw invalid(name);
        }
        return number.map(Long::intValue);
    }

    /**
     * Reads a whole number: {@code 4}, {@code "4"} and {@code 4.0} are accepted, {@code 4.5} and {@code "abc"} are not.
     */
    Optional<Long> integer(String name) {
        Optional<Object> value = params.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(scalar(value.get())
                .filter(text -> INTEGER.matcher(text).matches())
                .map(Long::parseLong)
                .orElseThrow(() -> invalid(name)));
    }

    /** True for true, 1, "1", "true", "on" and "yes"; false for any other value or a missing one. */
    boolean flag(String name) {
        return params.get(name)
                .flatMap(Input::scalar)
                .filter(text -> TRUE.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** Whether the parameter was sent. */
    boolean has(String name) {
        return params.get(name).isPresent();
    }

    /** The error for a missing parameter. */
    static RuntimeException missing(String name) {
        return HosterError.MISSING_PARAMETER.with("name", name);
    }

    /** The error for a malformed parameter, the same as for a missing one (assumed). */
    static RuntimeException invalid(String name) {
        return HosterError.UNUSABLE_PARAMETER.with("name", name);
    }

    /** Converts a value to a string as PHP does; empty for lists and maps. */
    private static Optional<String> scalar(Object value) {
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

    /** Trims strings as the framework does, except passwords; an empty string counts as missing. */
    static Map<String, Object> trimmed(Map<String, Object> values) {
        Map<String, Object> trimmed = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Object kept = value instanceof String text && !name.equals("password") ? trim(text) : value;
            if (kept != null && !kept.equals("")) {
                trimmed.put(name, kept);
            }
        });
        return trimmed;
    }

    private static String trim(String text) {
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
