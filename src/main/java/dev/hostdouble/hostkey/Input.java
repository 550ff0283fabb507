package dev.hostdouble.hostkey;

import dev.hostdouble.core.Params;
import dev.hostdouble.provider.Call;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a call. All are trimmed strings; an empty one counts as missing (assumed). */
final class Input {
    private static final Set<String> TRUE = Set.of("1", "true", "on", "yes");
    private static final int MAX_TEXT = 2048;

    private final Map<?, ?> values;

    private Input(Map<?, ?> values) {
        this.values = values;
    }

    /** Returns the parameters of a call. */
    static Input of(Call call) {
        return new Input(call.params().values());
    }

    /** Returns parameters. */
    static Input of(Params params) {
        return new Input(params.values());
    }

    /** Returns the bracketed parameters {@code name[…]}; empty if there are none. */
    Input in(String name) {
        return new Input(values.get(name) instanceof Map<?, ?> nested ? nested : Map.of());
    }

    /** Reads a string of at most 2048 characters; empty if it is missing or longer. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(String.class::isInstance)
                .map(value -> ((String) value).strip())
                .filter(text -> !text.isEmpty() && text.length() <= MAX_TEXT);
    }

    /** Reads an id, which consists of digits only. */
    Optional<Long> id(String name) {
        return text(name)
                .filter(text -> text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Long::parseLong)
                .filter(id -> id > 0);
    }

    /** True for 1, true, on and yes; false for any other value or a missing one. */
    boolean flag(String name) {
        return text(name)
                .filter(text -> TRUE.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
