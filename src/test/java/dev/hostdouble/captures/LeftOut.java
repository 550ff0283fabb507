package dev.hostdouble.captures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of a client that no operation answers.
 *
 * @param target path and query
 * @param headers its headers, those of all requests of the capture included
 * @param body the empty string where it has none
 * @param reason why no operation answers it
 */
record LeftOut(String method, String target, Map<String, String> headers, String body, String reason) {
    LeftOut {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers)); // in the order of the file
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
