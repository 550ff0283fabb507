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
     * @throws ControlException if it has others than the allowed, or one of them twice
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
                throw new ControlException(400, NearestName.unknown("parameter", name, allowed));
            }
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (query.put(name, value) != null) {
                throw new ControlException(400, "parameter '" + Excerpt.of(name) + "' is given twice");
            }
        }
        return query;
    }

    /**
     * A parameter that is a whole number.
     *
     * @throws ControlException if it is something else
     */
    static int number(Map<String, String> query, String name, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new ControlException(
                    400, "invalid " + name + " '" + Excerpt.of(text) + "': expected a whole number from 0");
        }
        return Integer.parseInt(text);
    }

    /**
     * A parameter that is a whole number up to a maximum.
     *
     * @throws ControlException if it is something else
     */
    static int number(Map<String, String> query, String name, int otherwise, int most) {
        int number = number(query, name, otherwise);
        if (number > most) {
            throw new ControlException(
                    400, "invalid " + name + " '" + number + "': expected a whole number from 0 to " + most);
        }
        return number;
    }

    /**
     * A parameter that is one of some words.
     *
     * @throws ControlException if it is something else
     */
    static String word(Map<String, String> query, String name, String otherwise, String... words) {
        String text = query.getOrDefault(name, otherwise);
        if (!query.containsKey(name) || List.of(words).contains(text)) {
            return text;
        }
        throw new ControlException(
                400, "invalid " + name + " '" + Excerpt.of(text) + "': expected " + String.join(" or ", words));
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ControlException(400, "'" + Excerpt.of(raw) + "' contains an invalid escape; write % as %25");
        }
    }
}
