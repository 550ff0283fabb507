package dev.hostdouble.scenario;

import java.util.regex.Pattern;

/** An operation id, or several with {@code *} for any letters. */
record OperationPattern(String text, Pattern pattern) {
    static OperationPattern of(String text) {
        // Several stars in a row are one: each costs another way to try.
        return new OperationPattern(text, Pattern.compile(Pattern.quote(text).replaceAll("\\*+", "\\\\E.*\\\\Q")));
    }

    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }
}
