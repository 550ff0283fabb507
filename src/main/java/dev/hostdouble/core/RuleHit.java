package dev.hostdouble.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario rule that was chosen for a call.
 *
 * @param rule the names {@code <scenario>/<rule>}
 * @param match the number of this call among those that the rule counts for its key, from 1
 * @param key the value of the property that {@code per} names; null for a rule without it
 * @param seed the seed of the rule's random values
 * @param draw the random value from 0 (inclusive) to 1 (exclusive); the rule is chosen if it is below its probability
 * @param applied whether all its effects changed something for the client or the state
 * @param effects what became of each effect
 */
public record RuleHit(
        String rule,
        long match,
        @Nullable String key,
        long seed,
        double draw,
        boolean applied,
        List<EffectHit> effects) {
    public RuleHit {
        effects = List.copyOf(effects);
    }

    /**
     * An effect of the rule.
     *
     * @param effect its key in the scenario file
     * @param applied whether it changed something
     * @param note why not; null if it did
     */
    public record EffectHit(
            String effect, boolean applied, @Nullable String note) {}
}
