package dev.hostdouble.core;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call, read the way its provider reads them: body and query merged, values not converted.
 *
 * @param values strings, numbers, booleans, lists and maps by name
 */
public record Params(Map<String, Object> values) {
    /** No parameters. */
    public static final Params NONE = new Params(Map.of());

    /** Returns the value of a parameter; empty if it is missing or null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
