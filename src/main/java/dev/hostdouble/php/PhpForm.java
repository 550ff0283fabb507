package dev.hostdouble.php;

import dev.hostdouble.core.Request.Part;
import dev.hostdouble.core.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses form data the way PHP's {@code parse_str} does: {@code .} and space in names become {@code _},
 * {@code name[key]} and {@code name[]} nest, and the last of several equal names wins. Fields after the first 1000 are
 * ignored ({@code max_input_vars}), as are fields nested more than 64 levels deep ({@code max_input_nesting_level}).
 * Bytes that are not UTF-8 become replacement characters. Values are strings, or maps for nested names.
 */
public final class PhpForm {
    private static final int MAX_FIELDS = 1000;
    private static final int MAX_DEPTH = 64;

    private PhpForm() {}

    /** Parses {@code a=1&b=2}: a query string or a URL-encoded body. */
    public static Map<String, Object> urlencoded(String text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        while (start <= text.length() && count < MAX_FIELDS) {
            int end = text.indexOf('&', start);
            String field = text.substring(start, end < 0 ? text.length() : end);
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = equals < 0 ? field : field.substring(0, equals);
                put(
                        fields,
                        Utf8.percentDecoded(name, true),
                        equals < 0 ? "" : Utf8.percentDecoded(field.substring(equals + 1), true));
                count++;
            }
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return fields;
    }

    /** Returns the fields of a multipart body, without files. */
    public static Map<String, Object> multipart(List<Part> parts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> !part.file())
                .limit(MAX_FIELDS)
                .forEach(part -> put(fields, part.name(), part.content().text()));
        return fields;
    }

    private static void put(Map<String, Object> fields, String rawName, String value) {
        String name = rawName.stripLeading();
        int bracket = name.indexOf('[');
        if (bracket > 0 && name.indexOf(']', bracket) > bracket) {
            nest(fields, withUnderscores(name.substring(0, bracket)), keys(name, bracket), value);
        } else if (!name.isEmpty() && bracket != 0) {
            fields.put(withUnderscores(name), value);
        }
    }

    private static String withUnderscores(String name) {
        return name.replace('.', '_').replace(' ', '_').replace('[', '_');
    }

    private static List<String> keys(String name, int firstBracket) {
        List<String> keys = new ArrayList<>();
        int open = firstBracket;
        while (open < name.length() && name.charAt(open) == '[') {
            int close = name.indexOf(']', open);
            if (close < 0) {
                break;
            }
            keys.add(name.substring(open + 1, close));
            open = close + 1;
        }
        return keys;
    }

    private static void nest(Map<String, Object> fields, String first, List<String> keys, String value) {
        if (keys.size() > MAX_DEPTH) {
            return;
        }
        Map<String, Object> level = fields;
        String key = first;
        for (String next : keys) {
            Map<String, Object> inner = child(level, key);
            level = inner;
            key = next.isEmpty() ? String.valueOf(inner.size()) : next;
        }
        level.put(key, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> level, String key) {
        Object child = level.get(key);
        if (child instanceof Map) {
            return (Map<String, Object>) child;
        }
        Map<String, Object> created = new LinkedHashMap<>();
        level.put(key, created);
        return created;
    }
}
