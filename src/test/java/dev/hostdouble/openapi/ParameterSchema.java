package dev.hostdouble.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Parameter.Values;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The JSON Schema of a parameter, as far as its row tells: words, whole numbers with their limits, or a text. */
final class ParameterSchema {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern FILLED = Pattern.compile("x+");

    private ParameterSchema() {}

    static ObjectNode of(Parameter parameter) {
        Values values = parameter.values();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (!values.words().isEmpty()) {
            schema.put("type", "string");
            values.words().forEach(schema.putArray("enum")::add);
        } else if (isWholeNumber(values)) {
            schema.put("type", "integer").put("format", "int64");
            limit(values, -1).ifPresent(least -> schema.put("minimum", least));
            limit(values, 1).ifPresent(most -> schema.put("maximum", most));
        } else {
            schema.put("type", "string");
            longest(values).ifPresent(length -> schema.put("maxLength", length));
        }
        return schema.put("description", values.description());
    }

    private static boolean isWholeNumber(Values values) {
        return (values.allow("1") || values.limits().stream().anyMatch(limit -> isNumber(limit) && values.allow(limit)))
                && !values.allow("x")
                && !values.allow("1.5");
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The least or greatest number at a limit, if the next one in that direction is refused. */
    private static OptionalLong limit(Values values, int direction) {
        return values.limits().stream()
                .filter(limit -> isNumber(limit) && values.allow(limit))
                .mapToLong(Long::parseLong)
                .filter(limit -> !values.allow(String.valueOf(limit + direction)))
                .findFirst();
    }

    private static OptionalLong longest(Values values) {
        List<String> filled = values.limits().stream()
                .filter(limit -> FILLED.matcher(limit).matches() && values.allow(limit) && !values.allow(limit + "x"))
                .toList();
        return filled.stream().mapToLong(String::length).findFirst();
    }
}
