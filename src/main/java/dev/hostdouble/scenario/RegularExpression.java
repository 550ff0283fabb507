package dev.hostdouble.scenario;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles the regular expressions of scenario files. RE2 matches in time linear in the length of the text, multiplied by
 * the size of the compiled expression, so that size is limited too.
 */
final class RegularExpression {
    static final String ALLOWED =
            "allowed is the syntax of RE2, without backreferences, lookaround and possessive quantifiers";

    private static final int MAX_INSTRUCTIONS = 2500;

    /** Expressions estimated to be larger are not compiled at all; one of this size takes a fraction of a second. */
    private static final double MAX_ESTIMATE = 1_000_000;

    /** A repetition. After {@code )} or {@code \E}, it may repeat what already holds repetitions. */
    private static final Pattern REPETITION = Pattern.compile("([)E]?)\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private RegularExpression() {}

    static Pattern compile(String text) {
        if (estimate(text) > MAX_ESTIMATE) {
            throw tooLarge(text);
        }
        Pattern compiled = compiled(text);
        if (compiled.programSize() > MAX_INSTRUCTIONS) {
            throw tooLarge(text);
        }
        return compiled;
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (StackOverflowError e) {
            throw tooLarge(text);
        }
    }

    /** An upper bound of the size: {@code (a{1000}){1000}} compiles to a million instructions. */
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
                "more than " + MAX_INSTRUCTIONS + " instructions once its repetitions are written out", text);
    }
}
