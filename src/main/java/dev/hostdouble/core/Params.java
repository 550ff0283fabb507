package dev.hostdouble.core;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call as its provider reads them: body and query merged, nothing converted.
 * Values are strings, numbers, booleans, lists and maps.
 */
public record Params(Map<String, Object> values) {
    public static final Params NONE = new Params(Map.of());

    /** The value of that name, where it was sent and is not null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
