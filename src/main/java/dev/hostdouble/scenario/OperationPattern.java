package dev.hostdouble.scenario;

import java.util.regex.Pattern;

/** An operation id in which {@code *} stands for any characters. */
record OperationPattern(String text, Pattern pattern) {
    static OperationPattern of(String text) {
        // Consecutive stars are one: each would add another way to match.
        return new OperationPattern(text, Pattern.compile(Pattern.quote(text).replaceAll("\\*+", "\\\\E.*\\\\Q")));
    }

    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }
}
