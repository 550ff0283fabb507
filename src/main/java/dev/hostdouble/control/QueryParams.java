package dev.hostdouble.control;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.yaml.NearestName;
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
     * The parameters of a query.
     *
     * @throws ControlException if it has others than these, one of them twice, or a value that one of them may not have
     */
    static Map<String, String> query(String raw, List<QueryParam> parameters) {
        Map<String, String> query = new LinkedHashMap<>();
        List<String> allowed = parameters.stream().map(QueryParam::name).toList();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!allowed.contains(name)) {
                throw new ControlException(400, NearestName.unknown("parameter", name, allowed));
            }
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (query.put(name, value) != null) {
                throw new ControlException(400, "parameter '" + Excerpt.of(name) + "' is given twice");
            }
        }
        parameters.forEach(parameter -> parameter.check(query));
        return query;
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ControlException(400, "'" + Excerpt.of(raw) + "' contains an invalid escape; write % as %25");
        }
    }
}
