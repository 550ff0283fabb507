package dev.hostdouble.control;

import java.util.Optional;

/**
 * A status, or a class of them.
 *
 * @param text as written: {@code 404} or {@code 5xx}
 */
record StatusPattern(String text) {
    private static final int CLASS = 100;

    /** Reads a status from 100 to 599 or a class such as {@code 5xx}; empty if the text is neither. */
    static Optional<StatusPattern> parse(String text) {
        return text.matches("[1-5](\\d\\d|xx)") ? Optional.of(new StatusPattern(text)) : Optional.empty();
    }

    boolean matches(int status) {
        return text.endsWith("xx") ? status / CLASS == text.charAt(0) - '0' : text.equals(String.valueOf(status));
    }
}
