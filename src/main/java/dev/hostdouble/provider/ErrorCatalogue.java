package dev.hostdouble.provider;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A provider's errors by the names that scenarios call them: the constant ({@code SIGNAL_FAILED}, in any case, with
 * hyphens or underscores), or its code, the part of its text before a colon ({@code 0xa1}).
 */
public final class ErrorCatalogue {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** Placeholders that name what a call is about. */
    private static final Set<String> IDS = Set.of("id", "sid", "action", "signal", "method", "path");

    private static final int LONGEST = 200;

    private ErrorCatalogue() {}

    /** Those of that name, the first of them the one meant where nothing else decides. */
    public static List<ApiError> named(Provider provider, String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<ApiError> found = new ArrayList<>();
        for (ApiError error : provider.errors()) {
            if (error.name().equals(constant)) {
                return List.of(error);
            }
            if (error.template().startsWith(name + ":")) {
                found.add(error);
            }
        }
        return found;
    }

    /** The names and codes of a provider's errors. */
    public static Set<String> names(Provider provider) {
        Set<String> names = new TreeSet<>();
        for (ApiError error : provider.errors()) {
            names.add(error.name());
            Matcher code = Pattern.compile("(0x[0-9a-f]+):.*").matcher(error.template());
            if (code.matches()) {
                names.add(code.group(1));
            }
        }
        return names;
    }

    /** The placeholders in the text of an error. */
    public static Set<String> placeholders(ApiError error) {
        Set<String> names = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(error.template());
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return names;
    }

    /** The error of that name for a call; missing placeholders are filled from the call. */
    public static Optional<ApiException> of(Call call, String name, Map<String, ?> arguments) {
        return of(call.provider(), call.operation(), name, arguments.keySet())
                .map(error -> new ApiException(error, filled(call, error, arguments)));
    }

    /** The error of that name for the calls of an operation, with the placeholders that get a value. */
    public static Optional<ApiError> of(Provider provider, Operation operation, String name, Set<String> placeholders) {
        List<ApiError> found = named(provider, name);
        return documented(operation, found)
                .filter(error -> placeholders(error).containsAll(placeholders))
                .findFirst()
                .or(() -> found.stream()
                        .filter(error -> placeholders(error).containsAll(placeholders))
                        .findFirst())
                .or(() -> found.stream().findFirst());
    }

    private static Stream<ApiError> documented(Operation operation, List<ApiError> errors) {
        List<String> names = operation.answers().stream().map(KnownAnswer::name).toList();
        return errors.stream().filter(error -> names.contains(error.name()));
    }

    private static Map<String, Object> filled(Call call, ApiError error, Map<String, ?> arguments) {
        Map<String, Object> all = new HashMap<>();
        for (String name : placeholders(error)) {
            Optional<Object> value = Optional.ofNullable(arguments.get(name));
            all.put(
                    name,
                    value.or(() -> text(call.path().get(name)))
                            .or(() -> text(call.operation().words().get(name)))
                            .or(() -> parameter(call, name))
                            .or(() -> text(call.state().get(name)))
                            .orElseGet(() -> example(call, name)));
        }
        return all;
    }

    /** A parameter of that name, or one in the brackets of another: {@code params[id]}. */
    private static Optional<Object> parameter(Call call, String name) {
        // A name such as "name" or "error" is what the message says is wrong, not what the call sends under it.
        if (!IDS.contains(name)) {
            return Optional.empty();
        }
        Map<String, Object> values = call.params().values();
        return parameters(call.operation(), name)
                .flatMap(parameter -> text(values.get(parameter)).stream())
                .findFirst()
                .or(() -> values.values().stream()
                        .filter(Map.class::isInstance)
                        .flatMap(nested -> text(((Map<?, ?>) nested).get(name)).stream())
                        .findFirst());
    }

    /** The parameters that may hold the value: of that name, the one that is sold, or alternatives as in sid|ip. */
    private static Stream<String> parameters(Operation operation, String name) {
        Stream<String> sold =
                operation
                        .sale()
                        .filter(sale -> sale.placeholder().equals(name))
                        .map(Operation.Sale::parameter)
                        .stream();
        Stream<String> alternatives = operation.parameterNames().stream()
                .filter(parameter -> List.of(parameter.split("\\|", -1)).contains(name))
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.split("\\|", -1)), Stream.of(parameter)));
        return Stream.of(Stream.of(name), sold, alternatives).flatMap(names -> names);
    }

    private static Optional<Object> text(@Nullable Object value) {
        boolean usable = value instanceof Number
                || (value instanceof String text && !text.isBlank() && text.length() <= LONGEST);
        return usable ? Optional.ofNullable(value) : Optional.empty();
    }

    /** The page's own example. */
    private static Object example(Call call, String name) {
        List<String> examples = call.provider().examples().getOrDefault(name, List.of());
        return examples.isEmpty() ? name : examples.get(0);
    }
}
