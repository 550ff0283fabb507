package dev.hostdouble.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-escapes in paths and queries. */
final class QueryParams {
    private QueryParams() {}

    /** A segment of a path, in which a plus is a plus. */
    static String decodePath(String raw) {
        return decode(raw.replace("+", "%2B"));
    }

    /**
     * The parameters of a query; the last of a name counts.
     *
     * @throws ControlException if it has others than the allowed
     */
    static Map<String, String> query(String raw, List<String> allowed) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!allowed.contains(name)) {
                throw new ControlException(400, "unknown parameter '" + name + "'; expected " + allowed);
            }
            query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ControlException(400, "'" + raw + "' contains an invalid escape; write % as %25");
        }
    }
}
