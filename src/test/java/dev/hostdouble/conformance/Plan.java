package dev.hostdouble.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the variants of a provider's operations start from ({@code conformance/<provider>.yaml}).
 *
 * @param calls the values of a usual call by pattern of operations; the first that matches counts
 * @param values further values by parameter
 * @param callers who calls, the usual one first
 * @param usualCallers the names of those who call an operation usually, where it is not the first
 * @param states what has happened before; the first that an operation meets is its home
 */
record Plan(
        Map<String, Map<String, Object>> calls,
        Map<String, List<Object>> values,
        List<Caller> callers,
        Map<String, String> usualCallers,
        List<State> states) {
    private static final ObjectMapper RECORDS = new ObjectMapper();

    Plan {
        usualCallers = usualCallers == null ? Map.of() : usualCallers;
    }

    static Plan of(String provider) throws IOException {
        String file = "/conformance/" + provider + ".yaml";
        try (InputStream in = Objects.requireNonNull(Plan.class.getResourceAsStream(file), file)) {
            // Not by Jackson alone, which knows no aliases.
            return RECORDS.convertValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(in), Plan.class);
        }
    }

    /** What a usual call of an operation sends in a state. */
    Map<String, Object> call(Operation operation, State state) {
        Map<String, Object> call = new LinkedHashMap<>(first(calls, operation));
        call.putAll(first(state.with(), operation));
        return call;
    }

    private static Map<String, Object> first(Map<String, Map<String, Object>> byPattern, Operation operation) {
        return byPattern.entrySet().stream()
                .filter(entry -> Glob.of(entry.getKey()).matches(operation.name()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Map.of());
    }

    Caller usualCaller(Operation operation) {
        String name = usualCallers.getOrDefault(operation.name(), callers.get(0).name());
        return callers.stream()
                .filter(caller -> caller.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<State> states(Operation operation) {
        return states.stream().filter(state -> state.isMetBy(operation)).toList();
    }

    /**
     * Somebody who calls.
     *
     * @param basic user and password, with a colon between them
     * @param refused the name of the error that this caller gets from every operation that is not open
     */
    record Caller(
            String name,
            Map<String, String> headers,
            Map<String, Object> parameters,
            Map<String, Object> query,
            @Nullable String basic,
            @Nullable String refused) {
        Caller {
            headers = headers == null ? Map.of() : headers;
            parameters = parameters == null ? Map.of() : parameters;
            query = query == null ? Map.of() : query;
        }

        Optional<String> refusal() {
            return Optional.ofNullable(refused);
        }
    }

    /**
     * What has happened in a world.
     *
     * @param operations patterns of the operations that meet it
     * @param world the shipped start state, if it is not {@code default}
     * @param options what the start state has in the place of the shipped values
     * @param names what names in braces stand for
     * @param given what happened since, line by line; see {@link Givens}
     * @param with what calls send that is not usual, by pattern of operations
     * @param refused the name of the error that everybody gets from every operation that is not open
     */
    record State(
            String name,
            List<String> operations,
            @Nullable String world,
            Map<String, Object> options,
            Map<String, String> names,
            List<String> given,
            @JsonProperty("with") Map<String, Map<String, Object>> with,
            @Nullable String refused) {
        State {
            options = options == null ? Map.of() : options;
            names = names == null ? Map.of() : names;
            given = given == null ? List.of() : given;
            with = with == null ? Map.of() : with;
        }

        boolean isMetBy(Operation operation) {
            return operations.stream().anyMatch(pattern -> Glob.of(pattern).matches(operation.name()));
        }

        Optional<String> refusal() {
            return Optional.ofNullable(refused);
        }
    }
}
