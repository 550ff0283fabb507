package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The properties of a call, for conditions and templates: {@code method}, {@code path}, {@code caller}, {@code
 * answer}, and prefixed ones such as {@code body.force}. Each is computed on first use.
 */
public final class CallProperties {
    /** The properties without a prefix. */
    static final List<String> UNPREFIXED = List.of("method", "path", "caller", "answer");

    /** The prefixes, each followed by a dot and a name. */
    static final List<String> PREFIXES = List.of("path", "query", "body", "header", "state");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final Call call;
    private final Map<String, PropertyValue> values = new HashMap<>();
    private Optional<Map<String, Object>> state = Optional.empty();

    /** The properties of a call. */
    public CallProperties(Call call) {
        this.call = call;
    }

    /**
     * What is wrong with the name of a property in a rule for some operations; empty if nothing is.
     *
     * @param others names that are allowed as well, for the message
     */
    public static Optional<String> problem(String name, List<Operation> operations, List<String> others) {
        int dot = name.indexOf('.');
        String prefix = dot < 0 ? "" : name.substring(0, dot);
        boolean known = dot < 0 ? UNPREFIXED.contains(name) : PREFIXES.contains(prefix) && dot < name.length() - 1;
        if (!known) {
            List<String> allowed = new ArrayList<>(UNPREFIXED);
            allowed.addAll(others);
            PREFIXES.forEach(one -> allowed.add(one + ".<name>"));
            Optional<String> near = NearestName.nearest(prefix, PREFIXES);
            if (near.isPresent() && dot < name.length() - 1) {
                return Optional.of("unknown property '" + YamlNode.excerpt(name) + "'; did you mean '" + near.get()
                        + YamlNode.excerpt(name.substring(dot)) + "'?");
            }
            return Optional.of(NearestName.unknown("property", YamlNode.excerpt(name), allowed));
        }
        if (prefix.equals("header") && !HEADER.matcher(name.substring(dot + 1)).matches()) {
            return Optional.of("no header has the name '" + YamlNode.excerpt(name.substring(dot + 1))
                    + "': expected letters, digits and hyphens");
        }
        if (!prefix.equals("path") && !prefix.equals("state")) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>();
        for (Operation operation : operations) {
            (prefix.equals("path") ? operation.path().names() : operation.state())
                    .forEach(one -> names.add(prefix + "." + one));
        }
        if (names.contains(name)) {
            return Optional.empty();
        }
        String of = operations.size() == 1 ? " of " + operations.get(0).id() : " of these operations";
        return Optional.of(NearestName.unknown("property", YamlNode.excerpt(name), of, names));
    }

    /** Whether a call can have several values of a property. */
    public static boolean canHaveSeveral(String property) {
        return property.startsWith("query.") || property.startsWith("header.");
    }

    /** Returns a property; its value is absent if the call does not have it. */
    public PropertyValue get(String property) {
        PropertyValue cached = values.get(property);
        if (cached == null) {
            cached = read(property);
            values.put(property, cached);
        }
        return cached;
    }

    private PropertyValue read(String property) {
        int dot = property.indexOf('.');
        if (dot < 0) {
            return PropertyValue.of(unprefixed(property));
        }
        String name = property.substring(dot + 1);
        return switch (property.substring(0, dot)) {
            case "path" -> PropertyValue.of(Optional.ofNullable(call.path().get(name)));
            case "query" -> new PropertyValue(query(name));
            case "body" -> PropertyValue.of(nested(call.params().values(), name));
            case "header" ->
                new PropertyValue(call.request().headers().fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .map(Header::value)
                        .toList());
            default -> PropertyValue.of(Optional.ofNullable(state().get(name)));
        };
    }

    private Optional<String> unprefixed(String property) {
        return switch (property) {
            case "method" -> Optional.of(call.request().method());
            case "path" -> Optional.of(call.request().path());
            case "answer" -> call.trace().ownAnswer();
            default -> call.dialect().owner(call);
        };
    }

    private Map<String, Object> state() {
        if (state.isEmpty()) {
            state = Optional.of(call.state());
        }
        return state.get();
    }

    private List<String> query(String name) {
        List<String> found = new ArrayList<>();
        for (String field : call.request().query().split("&", -1)) {
            int equals = field.indexOf('=');
            if (decode(equals < 0 ? field : field.substring(0, equals)).equals(name)) {
                found.add(equals < 0 ? "" : decode(field.substring(equals + 1)));
            }
        }
        return found;
    }

    private static String decode(String text) {
        return Utf8.percentDecoded(text, true);
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
