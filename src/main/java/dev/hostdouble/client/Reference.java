package dev.hostdouble.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A scenario by name, with arguments: {@code any/slow-provider,delay=3s}. */
record Reference(String name, Map<String, String> arguments) {
    private static final Pattern COMMA = Pattern.compile(",");

    static Reference parse(String text) {
        List<String> parts = COMMA.splitAsStream(text).map(String::strip).toList();
        if (parts.get(0).isEmpty()) {
            throw new IllegalArgumentException(
                    "invalid scenario '" + text + "': expected a name, such as any/slow-provider,delay=3s");
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "invalid argument '" + part + "' in '" + text + "': expected name=value, such as delay=3s");
            }
            arguments.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return new Reference(parts.get(0), arguments);
    }
}
