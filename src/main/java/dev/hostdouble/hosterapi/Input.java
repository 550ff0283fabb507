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
 * The parameters of a call, read as the framework reads them. What is missing or does not have the form asked for is
 * the provider's {@code 0xb1: Missing required parameter {name}} (documented for what is missing, assumed for the
 * rest).
 */
final class Input {
    private static final Set<String> TRUE = Set.of("1", "true", "on", "yes");
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");
    private static final int MAX_TEXT = 255;

    private final Params params;

    private Input(Params params) {
        this.params = params;
    }

    static Input of(Call call) {
        return new Input(call.params());
    }

    String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A text of at most 255 characters; numbers count as text. */
    Optional<String> text(String name) {
        Optional<Object> value = params.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                scalar(value.get()).filter(text -> text.length() <= MAX_TEXT).orElseThrow(() -> missing(name)));
    }

    /** The {@code password}, untrimmed and of any length: an SSH password, or a console ticket. */
    Optional<String> password() {
        return params.get("password").flatMap(Input::scalar);
    }

    /** An id as text, or nothing where it is missing or has no form of one. */
    Optional<String> idText(String name) {
        return params.get(name).flatMap(Input::scalar);
    }

    int requireCount(String name) {
        return count(name).orElseThrow(() -> missing(name));
    }

    /** A whole number from 1 up. */
    Optional<Integer> count(String name) {
        Optional<Long> number = integer(name);
        if (number.isPresent() && (number.get() < 1 || number.get() > Integer.MAX_VALUE)) {
            throw unusable(name);
        }
        return number.map(Long::intValue);
    }

    /** A whole number: {@code 4}, {@code "4"} and {@code 4.0} are, {@code 4.5} and {@code "abc"} are not. */
    Optional<Long> integer(String name) {
        Optional<Object> value = params.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(scalar(value.get())
                .filter(text -> INTEGER.matcher(text).matches())
                .map(Long::parseLong)
                .orElseThrow(() -> unusable(name)));
    }

    /** True for true, 1, "1", "true", "on" and "yes"; all else is false, and so is nothing. */
    boolean flag(String name) {
        return params.get(name)
                .flatMap(Input::scalar)
                .filter(text -> TRUE.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** Whether the parameter was sent at all. */
    boolean has(String name) {
        return params.get(name).isPresent();
    }

    static RuntimeException missing(String name) {
        return HosterError.MISSING_PARAMETER.with("name", name);
    }

    /** An invalid parameter gets the error of a missing one (assumed). */
    static RuntimeException unusable(String name) {
        return HosterError.UNUSABLE_PARAMETER.with("name", name);
    }

    /** A value as PHP turns it into a string; lists and maps are none. */
    private static Optional<String> scalar(Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (value instanceof Boolean flag) {
            return flag ? Optional.of("1") : Optional.empty(); // (string) false is empty
        }
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                return Optional.empty(); // 1e999, which no double holds
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

    /** Trims texts as the framework does, passwords excepted; an empty text counts as missing. */
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
