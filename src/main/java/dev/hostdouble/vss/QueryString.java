package dev.hostdouble.vss;

import dev.hostdouble.core.Utf8;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses a query string as Werkzeug does: the first of equal names wins, {@code +} is a space, and an invalid escape is
 * literal text. The command on the page sends {@code filter=name,like,CentO%&sort=name,desc}.
 */
final class QueryString {
    private static final int MAX_FIELDS = 1000;

    private static final Pattern SEMICOLON = Pattern.compile("%3[bB]");
    private static final Pattern INVALID_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** The values of {@code like} in a query string, up to the next filter or parameter. */
    private static final Pattern LIKE_VALUE =
            Pattern.compile("((?:^|&)filter=|;)([a-z_]+(?:,|%2[cC])like(?:,|%2[cC]))[^&;]*");

    private QueryString() {}

    /** Parses a raw query string without its question mark; fields after the first 1000 are ignored. */
    static Map<String, Object> read(String query) {
        Map<String, Object> values = new LinkedHashMap<>();
        String[] fields = query.split("&", MAX_FIELDS + 1);
        for (int i = 0; i < Math.min(fields.length, MAX_FIELDS); i++) {
            if (!fields[i].isEmpty()) {
                int equals = fields[i].indexOf('=');
                String name = equals < 0 ? fields[i] : fields[i].substring(0, equals);
                values.putIfAbsent(
                        Utf8.percentDecoded(name, true),
                        equals < 0 ? "" : Utf8.percentDecoded(fields[i].substring(equals + 1), true));
            }
        }
        return values;
    }

    /** The names of the parameters that a query string has more than once. */
    static Set<String> repeated(String query) {
        if (query.indexOf('&') < 0) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        Set<String> repeated = new HashSet<>(0);
        for (String field : query.split("&", MAX_FIELDS + 1)) {
            int equals = field.indexOf('=');
            String name = Utf8.percentDecoded(equals < 0 ? field : field.substring(0, equals), true);
            if (!names.add(name)) {
                repeated.add(name);
            }
        }
        return repeated;
    }

    /** Whether a query string has an invalid escape in a place other than a value of {@code like}, where the page has one. */
    static boolean hasOddEscape(String query) {
        if (!INVALID_ESCAPE.matcher(query).find()) {
            return false;
        }
        String separated = SEMICOLON.matcher(query).replaceAll(";");
        return INVALID_ESCAPE
                .matcher(LIKE_VALUE.matcher(separated).replaceAll("$1$2"))
                .find();
    }
}
