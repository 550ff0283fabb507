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

/**
 * A provider's errors by the names that scenarios call them: the constant ({@code SIGNAL_FAILED}, in any case, with
 * hyphens or underscores), or its code, the part of its text before a colon ({@code 0xa1}).
 */
public final class ErrorCatalogue {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

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
        List<ApiError> found = named(call.provider(), name);
        return documented(call, found)
                .filter(error -> placeholders(error).containsAll(arguments.keySet()))
                .findFirst()
                .or(() -> found.stream()
                        .filter(error -> placeholders(error).containsAll(arguments.keySet()))
                        .findFirst())
                .or(() -> found.stream().findFirst())
                .map(error -> new ApiException(error, filled(call, error, arguments)));
    }

    private static Stream<ApiError> documented(Call call, List<ApiError> errors) {
        List<String> names =
                call.operation().answers().stream().map(DocumentedAnswer::name).toList();
        return errors.stream().filter(error -> names.contains(error.name()));
    }

    private static Map<String, Object> filled(Call call, ApiError error, Map<String, ?> arguments) {
        Map<String, Object> all = new HashMap<>();
        for (String name : placeholders(error)) {
            Object own = arguments.get(name);
            Object path = call.path().get(name);
            all.put(
                    name,
                    own != null
                            ? own
                            : path != null ? path : call.params().get(name).orElseGet(() -> state(call, name)));
        }
        return all;
    }

    private static Object state(Call call, String name) {
        Object value = call.state().get(name);
        return value == null ? "" : value;
    }
}
