package dev.hostdouble.scenario;

import java.util.regex.Pattern;

/** An operation id, or several with {@code *} for any letters. */
record Glob(String text, Pattern pattern) {
    static Glob of(String text) {
        // Several stars in a row are one: each costs another way to try.
        return new Glob(text, Pattern.compile(Pattern.quote(text).replaceAll("\\*+", "\\\\E.*\\\\Q")));
    }

    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }
}
