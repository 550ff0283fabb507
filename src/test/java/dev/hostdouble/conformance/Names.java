package dev.hostdouble.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in braces, such as {@code {key}}, for values that a state brings. */
final class Names {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private Names() {}

    /** A text with its names replaced; names that stand for nothing stay. */
    static String fill(String text, Map<String, String> names) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(1), name.group())));
    }

    /** A value with its names replaced; empty if one of them stands for nothing. */
    static Optional<Object> value(Object value, Map<String, String> names) {
        if (!(value instanceof String text)) {
            return Optional.of(value);
        }
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            if (!names.containsKey(name.group(1))) {
                return Optional.empty();
            }
        }
        return Optional.of(fill(text, names));
    }
}
