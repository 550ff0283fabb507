package dev.hostdouble.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Selects calls of the journal by all the conditions it has. Immutable. */
public final class RequestFilter {
    private final Map<String, String> parameters;

    private RequestFilter(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Every call. */
    public static RequestFilter all() {
        return new RequestFilter(Map.of());
    }

    private RequestFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new RequestFilter(more);
    }

    /** Those of an operation such as {@code hosterapi/server.create}, or of a pattern such as {@code hosterapi/server.*}. */
    public RequestFilter operation(String pattern) {
        return with("operation", pattern);
    }

    /** Those with a method such as {@code POST}. */
    public RequestFilter method(String method) {
        return with("method", method);
    }

    /** Those with a status. */
    public RequestFilter status(int status) {
        return with("status", Integer.toString(status));
    }

    /** Those with a status of a class such as {@code 5xx}. */
    public RequestFilter status(String statusClass) {
        return with("status", statusClass);
    }

    /** Those to a path, which may contain {@code *}. */
    public RequestFilter path(String pattern) {
        return with("path", pattern);
    }

    /** Those that a rule was chosen for: {@code scenario/rule}. */
    public RequestFilter rule(String rule) {
        return with("rule", rule);
    }

    /** Those after the call of a number. */
    public RequestFilter after(long n) {
        return with("since", Long.toString(n));
    }

    /** Those at a time or later. */
    public RequestFilter since(Instant time) {
        return with("since", time.toString());
    }

    /** At most this many of them, the latest; without it, 100. */
    public RequestFilter limit(int limit) {
        return with("limit", Integer.toString(limit));
    }

    Map<String, String> parameters() {
        return new LinkedHashMap<>(parameters);
    }
}
