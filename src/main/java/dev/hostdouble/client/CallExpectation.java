package dev.hostdouble.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Calls that meet all conditions, and how often they are expected; at least once, unless it says otherwise. Immutable. */
public final class CallExpectation {
    private final Map<String, Object> members;

    private CallExpectation(Map<String, Object> members) {
        this.members = members;
    }

    /** Any call. */
    public static CallExpectation any() {
        return new CallExpectation(Map.of());
    }

    /** A call of an operation such as {@code hosterapi/server.create}, or of a pattern such as {@code hosterapi/server.*}. */
    public static CallExpectation to(String operation) {
        return any().with("operation", operation);
    }

    private CallExpectation with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new CallExpectation(more);
    }

    private CallExpectation within(String group, String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (members.get(group) instanceof Map<?, ?> known) {
            known.forEach((key, one) -> values.put(String.valueOf(key), one));
        }
        values.put(name, value);
        return with(group, values);
    }

    /** With a method such as {@code POST}. */
    public CallExpectation method(String method) {
        return with("method", method);
    }

    /** To a path, which may contain {@code *}. */
    public CallExpectation path(String pattern) {
        return with("path", pattern);
    }

    /** Answered with a status. */
    public CallExpectation status(int status) {
        return with("status", status);
    }

    /** Answered with a status of a class such as {@code 5xx}. */
    public CallExpectation status(String statusClass) {
        return with("status", statusClass);
    }

    /** That a rule was chosen for: {@code scenario/rule}. */
    public CallExpectation rule(String rule) {
        return with("rule", rule);
    }

    /**
     * With a value in the body.
     *
     * @param member a member of JSON or of a form; one inside another is {@code disk.size}
     */
    public CallExpectation body(String member, Object value) {
        return within("body", member, value);
    }

    /** With a header. */
    public CallExpectation header(String name, String value) {
        return within("header", name, value);
    }

    /** With a parameter in the query. */
    public CallExpectation query(String name, String value) {
        return within("query", name, value);
    }

    /** How often. */
    public CallExpectation times(Times times) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.putAll(times.members());
        return new CallExpectation(more);
    }

    /** Exactly this often. */
    public CallExpectation times(long times) {
        return times(Times.exactly(times));
    }

    Map<String, Object> members() {
        return members;
    }
}
