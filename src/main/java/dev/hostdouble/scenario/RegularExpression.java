package dev.hostdouble.scenario;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Compiles the regular expressions of scenario files. RE2 matches in time proportional to the length of the text and to the
 * size of the compiled expression, so that size is limited too.
 */
final class RegularExpression {
    /** The accepted syntax, for error messages. */
    static final String ALLOWED =
            "expected RE2 syntax, which has no backreferences, lookaround or possessive quantifiers";

    private static final int MAX_INSTRUCTIONS = 2500;

    /** Larger estimates are rejected without compiling; an expression of this size compiles in a fraction of a second. */
    private static final double MAX_ESTIMATE = 1_000_000;

    /** A counted repetition. After {@code )} or {@code \E}, it may contain other repetitions. */
    private static final Pattern REPETITION = Pattern.compile("([)E]?)\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    /** Characters that stand for themselves, the last of them not repeated. */
    private static final Pattern LITERAL_START = Pattern.compile("^\\^((?:[A-Za-z0-9/_-]|\\\\[./])*)(?:[^?*{]|$)");

    private RegularExpression() {}

    /**
     * Compiles an expression.
     *
     * @throws PatternSyntaxException if the syntax is invalid or the expression is too large
     */
    static Pattern compile(String text) {
        if (estimate(text) > MAX_ESTIMATE) {
            throw tooLarge(text);
        }
        Pattern compiled = parse(text);
        if (compiled.programSize() > MAX_INSTRUCTIONS) {
            throw tooLarge(text);
        }
        return compiled;
    }

    /** What every match begins the text with, as far as that is easy to see: {@code /tf} for {@code ^/tf/.*}. */
    static Optional<String> literalStart(String text) {
        Matcher literal = LITERAL_START.matcher(text);
        return text.indexOf('|') >= 0 || !literal.find()
                ? Optional.empty()
                : Optional.of(literal.group(1).replace("\\", ""));
    }

    private static Pattern parse(String text) {
        try {
            return Pattern.compile(text);
        } catch (StackOverflowError e) {
            throw tooLarge(text);
        }
    }

    /** Returns an upper bound of the compiled size: {@code (a{1000}){1000}} has a million instructions. */
    private static double estimate(String text) {
        double inner = 1;
        double outer = 1;
        for (Matcher repetition = REPETITION.matcher(text); repetition.find(); ) {
            String most = repetition.group(3);
            int times = Integer.parseInt(most == null || most.isEmpty() ? repetition.group(2) : most);
            if (repetition.group(1).isEmpty()) {
                inner = Math.max(inner, times);
            } else {
                outer *= Math.max(1, times);
            }
        }
        return text.length() * inner * outer;
    }

    private static PatternSyntaxException tooLarge(String text) {
        return new PatternSyntaxException(
                "too large: more than " + MAX_INSTRUCTIONS + " instructions after expanding repetitions", text);
    }
}
