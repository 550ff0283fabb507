package dev.hostdouble.client;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The result of a verification.
 *
 * @param verified whether every expectation is met
 * @param error why it could not be decided, if nothing else is wrong
 * @param problems every expectation that is not met, or that cannot be decided
 * @param warnings what may be a slip
 * @param unusedRules the rules of active scenarios that never applied: {@code scenario/rule}
 * @param unusedScenarios the active scenarios that did nothing
 * @param dropped how many calls the journal no longer holds
 */
public record VerificationResult(
        boolean verified,
        Optional<String> error,
        List<Problem> problems,
        List<String> warnings,
        List<String> unusedRules,
        List<String> unusedScenarios,
        long dropped) {
    static VerificationResult of(Members json) {
        return new VerificationResult(
                json.flag("verified"),
                json.optionalText("error"),
                json.list("problems", Problem::of),
                json.optionalTexts("warnings"),
                json.texts("unusedRules"),
                json.texts("unusedScenarios"),
                json.optionalNumber("dropped").orElse(0L));
    }

    /**
     * An expectation that is not met, or that cannot be decided.
     *
     * @param what the expectation
     * @param expected how often, in words
     * @param found how often it was found
     * @param nearest what comes nearest to it
     */
    public record Problem(String what, String expected, long found, List<String> nearest) {
        static Problem of(Members json) {
            return new Problem(json.text("what"), json.text("expected"), json.number("found"), json.texts("nearest"));
        }

        /** In words, one line for each nearest thing. */
        public String text() {
            StringJoiner lines = new StringJoiner("\n    ");
            lines.add(what + ": expected " + expected + ", found " + found);
            nearest.forEach(lines::add);
            return lines.toString();
        }
    }

    /** The differences in words; {@code verified} if there are none. */
    public String text() {
        if (verified) {
            return "verified";
        }
        StringJoiner lines = new StringJoiner("\n");
        error.ifPresent(lines::add);
        problems.forEach(problem -> lines.add(problem.text()));
        warnings.forEach(warning -> lines.add("warning: " + warning));
        return lines.toString();
    }

    /**
     * Throws unless everything is verified.
     *
     * @throws AssertionError with the differences
     */
    public void orThrow() {
        if (!verified) {
            throw new AssertionError(text());
        }
    }
}
