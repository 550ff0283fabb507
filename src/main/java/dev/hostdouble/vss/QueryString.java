package dev.hostdouble.vss;

import dev.hostdouble.core.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parses a query string as Werkzeug does: the first of equal names wins, {@code +} is a space, and an invalid escape is
 * literal text. The command on the page sends {@code filter=name,like,CentO%&sort=name,desc}.
 */
final class QueryString {
    private static final int MAX_FIELDS = 1000;

    private QueryString() {}

    /** Parses a raw query string without its question mark; fields after the first 1000 are ignored. */
    static Map<String, Object> read(String query) {
        Map<String, Object> values = new LinkedHashMap<>();
        String[] fields = query.split("&", MAX_FIELDS + 1);
        for (int i = 0; i < Math.min(fields.length, MAX_FIELDS); i++) {
            if (!fields[i].isEmpty()) {
                int equals = fields[i].indexOf('=');
                String name = equals < 0 ? fields[i] : fields[i].substring(0, equals);
                values.putIfAbsent(decode(name), equals < 0 ? "" : decode(fields[i].substring(equals + 1)));
            }
        }
        return values;
    }

    /** Whether a query string has a parameter more than once. */
    static boolean isRepeated(String query, String name) {
        int found = 0;
        for (String field : query.split("&", MAX_FIELDS + 1)) {
            int equals = field.indexOf('=');
            found += decode(equals < 0 ? field : field.substring(0, equals)).equals(name) ? 1 : 0;
        }
        return found > 1;
    }

    private static String decode(String text) {
        return new String(Utf8.percentDecode(text, true), StandardCharsets.UTF_8);
    }
}
