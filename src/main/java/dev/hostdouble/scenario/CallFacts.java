package dev.hostdouble.scenario;

import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.ProceedEffect;
import dev.hostdouble.scenario.effect.Slot;

/**
 * What became of a call, as far as rules count by it.
 *
 * @param isLetIn whether the provider let the caller in
 * @param isPreempted whether an effect answered in place of the operation, or made it fail
 * @param isPerformed whether the operation succeeded
 * @param startsJob whether the operation started a job
 */
public record CallFacts(boolean isLetIn, boolean isPreempted, boolean isPerformed, boolean startsJob) {
    /**
     * Whether a rule counts the call. A rule counts every call that it could have changed, whether or not another rule
     * kept it from doing so. So {@code calls: first} is not used up by a call on which its effect is impossible.
     */
    boolean isCounted(MatchedRule match) {
        Rule rule = match.rule();
        if (!rule.isInFrontOfAuthentication() && !isLetIn) {
            return isPreempted;
        }
        if (match.chosen() && !match.isApplied()) {
            return match.isPrevented() || isPreempted || rule.effects().stream().anyMatch(CallFacts::remembers);
        }
        return match.isApplied() || isPreempted || rule.effects().stream().allMatch(this::isPossible);
    }

    /** Effects that count calls themselves: a call within a rate limit is a call. */
    private static boolean remembers(Effect effect) {
        return effect.slot() == Slot.AGE || effect.kind().equals("rate_limit");
    }

    private boolean isPossible(Effect effect) {
        return switch (effect.slot()) {
            case JOB -> startsJob;
            case REPETITION -> isPerformed;
            case NONE -> isPerformed != (effect instanceof ProceedEffect count && count.refused());
            default -> true;
        };
    }
}
