package dev.hostdouble.scenario;

import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.Call;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a call, for conditions and templates: {@code method}, {@code path}, {@code caller}, and prefixed ones
 * such as {@code body.force}. Each is computed on first use.
 */
final class CallProperties {
    /** The properties without a prefix. */
    static final List<String> UNPREFIXED = List.of("method", "path", "caller");

    /** The prefixes, each followed by a dot and a name. */
    static final List<String> PREFIXES = List.of("path", "query", "body", "header", "state");

    private final Call call;
    private final Map<String, PropertyValue> values = new HashMap<>();
    private Optional<Map<String, Object>> state = Optional.empty();

    CallProperties(Call call) {
        this.call = call;
    }

    /** Returns a property; its value is absent if the call does not have it. */
    PropertyValue get(String property) {
        PropertyValue cached = values.get(property);
        if (cached == null) {
            cached = new PropertyValue(read(property));
            values.put(property, cached);
        }
        return cached;
    }

    private Optional<Object> read(String property) {
        int dot = property.indexOf('.');
        if (dot < 0) {
            return unprefixed(property);
        }
        String name = property.substring(dot + 1);
        return switch (property.substring(0, dot)) {
            case "path" -> Optional.ofNullable(call.path().get(name));
            case "query" -> query(name);
            case "body" -> nested(call.params().values(), name);
            case "header" -> call.request().headers().first(name).map(value -> value);
            default -> Optional.ofNullable(state().get(name));
        };
    }

    private Optional<Object> unprefixed(String property) {
        return switch (property) {
            case "method" -> Optional.of(call.request().method());
            case "path" -> Optional.of(call.request().path());
            default -> call.dialect().owner(call).map(owner -> owner);
        };
    }

    private Map<String, Object> state() {
        if (state.isEmpty()) {
            state = Optional.of(call.state());
        }
        return state.get();
    }

    private Optional<Object> query(String name) {
        for (String field : call.request().query().split("&", -1)) {
            int equals = field.indexOf('=');
            if (decode(equals < 0 ? field : field.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : decode(field.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decode(String text) {
        return new String(Utf8.percentDecode(text, true), StandardCharsets.UTF_8);
    }

    /** Returns the value at a path such as {@code a.b.0}; a member whose name contains the dots takes precedence. */
    private static Optional<Object> nested(Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            Object direct = members.get(name);
            int dot = name.indexOf('.');
            if (direct != null || dot < 0) {
                return Optional.ofNullable(direct);
            }
            Object member = members.get(name.substring(0, dot));
            return member == null ? Optional.empty() : nested(member, name.substring(dot + 1));
        }
        if (value instanceof List<?> items) {
            int dot = name.indexOf('.');
            String position = dot < 0 ? name : name.substring(0, dot);
            if (!position.matches("\\d{1,6}") || Integer.parseInt(position) >= items.size()) {
                return Optional.empty();
            }
            Object item = items.get(Integer.parseInt(position));
            return dot < 0 ? Optional.ofNullable(item) : nested(item, name.substring(dot + 1));
        }
        return Optional.empty();
    }
}
