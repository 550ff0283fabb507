package dev.hostdouble.scenario;

import dev.hostdouble.core.Glob;

/** A pattern for operation ids, in which {@code *} matches any characters. */
public record OperationPattern(String text) {
    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if it is too long
     */
    static OperationPattern of(String text) {
        return new OperationPattern(Glob.of(text).toString());
    }

    /** Whether the pattern matches an operation id. */
    boolean matches(String id) {
        return Glob.of(text).matches(id);
    }

    /** Whether the text is an operation id and no pattern. */
    boolean isId() {
        return Glob.of(text).isExact();
    }
}
