package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hostdouble.core.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a verification.
 *
 * @param error why it could not be decided, if nothing else is wrong
 * @param problems every expectation that is not met, or that cannot be decided
 * @param warnings what may be a slip
 * @param unusedRules the rules of active scenarios that never applied
 * @param unusedScenarios the active scenarios of which no rule ever applied and no event changed anything
 * @param dropped how many calls the journal no longer holds, if any
 */
record Verdict(
        boolean verified,
        @Nullable String error,
        List<Problem> problems,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,

        List<String> unusedRules,
        List<String> unusedScenarios,
        @Nullable Long dropped) {
    private static final int UNDECIDED = 409;
    private static final int NOT_MET = 422;

    /**
     * An expectation that is not met, or that cannot be decided.
     *
     * @param nearest what comes nearest to it
     */
    record Problem(String what, String expected, long found, List<String> nearest) {}

    /**
     * A verdict.
     *
     * @param undecided the expectations that depend on calls which were dropped
     */
    static Verdict of(
            List<Problem> notMet,
            List<Problem> undecided,
            List<String> warnings,
            List<String> unusedRules,
            List<String> unusedScenarios,
            long dropped) {
        boolean open = notMet.isEmpty() && !undecided.isEmpty();
        return new Verdict(
                notMet.isEmpty() && undecided.isEmpty(),
                open ? lost(dropped) : null,
                Stream.of(notMet, undecided).flatMap(List::stream).toList(),
                warnings,
                unusedRules,
                unusedScenarios,
                dropped == 0 ? null : dropped);
    }

    static String lost(long dropped) {
        return "the journal dropped " + dropped + (dropped == 1 ? " call" : " calls") + ": raise --journal";
    }

    Reply reply() {
        return ControlJson.reply(verified ? 200 : error == null ? NOT_MET : UNDECIDED, this);
    }
}
