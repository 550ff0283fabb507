package dev.hostdouble.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call, read the way its provider reads them: body and query merged, values not converted.
 *
 * @param values strings, numbers, booleans, lists and maps by name
 * @param facts what it rests on besides the page that a parameter has its value, or is missing, by name
 * @param otherFacts the same for every parameter that {@code facts} does not name
 */
public record Params(Map<String, Object> values, Map<String, List<Fact>> facts, List<Fact> otherFacts) {
    /** No parameters. */
    public static final Params NONE = new Params(Map.of());

    /** Parameters that are read as the page says. */
    public Params(Map<String, Object> values) {
        this(values, Map.of(), List.of());
    }

    /** Returns the value of a parameter; empty if it is missing or null. */
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** What it rests on besides the page that a parameter has its value, or is missing. */
    public List<Fact> facts(String name) {
        return facts.getOrDefault(name, otherFacts);
    }
}
