package dev.hostdouble.pipeline;

import dev.hostdouble.core.Params;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces parameters of a call. A name such as {@code params[url]} means a member of another parameter. */
final class ParameterOverride {
    private static final Pattern NESTED = Pattern.compile("(\\w+)\\[(\\w+)]");

    private ParameterOverride() {}

    /** The parameters with some replaced. */
    static Params apply(Params sent, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(sent.values());
        others.forEach((name, value) -> {
            Matcher nested = NESTED.matcher(name);
            if (nested.matches()) {
                Map<Object, Object> members = new HashMap<>();
                if (all.get(nested.group(1)) instanceof Map<?, ?> before) {
                    members.putAll(before);
                }
                members.put(nested.group(2), String.valueOf(value));
                all.put(nested.group(1), members);
            } else {
                all.put(name, value);
            }
        });
        return new Params(all);
    }
}
