package dev.hostdouble.captures;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what a capture refers to, such as {@code ${token}}: credentials of the start states, and values of earlier replies. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z][a-z0-9-]*)}");

    private final Map<String, String> values = new HashMap<>(StartCredentials.values());

    /** The names that a text refers to. */
    static List<String> names(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(reference -> reference.group(1))
                .toList();
    }

    void keep(String name, String value) {
        values.put(name, value);
    }

    /** A header. */
    String header(String text) {
        return fill(text, UnaryOperator.identity());
    }

    /** Path and query. */
    String target(String text) {
        return fill(text, References::encoded);
    }

    /** A body: JSON, or else a form, whatever its header says. */
    String body(String text) {
        return text.startsWith("{") ? header(text) : target(text);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String fill(String text, UnaryOperator<String> form) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(form.apply(value(reference.group(1)))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no reply had ${" + name + "}");
        }
        return value;
    }
}
