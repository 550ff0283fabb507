package dev.hostdouble.scenario;

import java.util.regex.Pattern;

/** A pattern for operation ids, in which {@code *} matches any characters. */
record OperationPattern(String text, Pattern pattern) {
    /** Parses a pattern; every text is valid. */
    static OperationPattern of(String text) {
        // Consecutive stars are merged, because each would add to the cost of matching.
        return new OperationPattern(text, Pattern.compile(Pattern.quote(text).replaceAll("\\*+", "\\\\E.*\\\\Q")));
    }

    /** Whether the pattern matches an operation id. */
    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }
}
