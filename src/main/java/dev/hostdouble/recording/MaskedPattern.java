package dev.hostdouble.recording;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Replaces the literal text in a regular expression. */
final class MaskedPattern {
    /** What is no literal text: escapes, classes, the heads of groups, and quantifiers; else a run of letters and digits. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[pP]\\{[^}]*}|[0-9]+|k<[^>]*>|c.|.)"
                    + "|\\[\\^?]?(?:\\\\.|[^\\]\\\\])*]|\\(\\?(?:<\\w+>|[a-zA-Z-]+[:)])|\\{[0-9,]*}|(\\w+)",
            Pattern.DOTALL);

    private MaskedPattern() {}

    /** Returns a valid expression without the literal text of another one. */
    static String of(String expression, UnaryOperator<String> replacement) {
        Matcher token = TOKEN.matcher(expression);
        String masked = token.replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) == null ? found.group() : replacement.apply(found.group(1))));
        try {
            Pattern.compile(masked);
            return masked;
        } catch (PatternSyntaxException e) {
            return "\\*{3}";
        }
    }
}
