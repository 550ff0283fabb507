package dev.hostdouble.scenario;

import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.RuleHit.EffectHit;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rule that matched a call, and what became of its effects. */
public final class MatchedRule {
    private final ActiveRule active;
    private final String key;
    private final long n;
    private final double draw;
    private final boolean chosen;
    private final Map<Effect, String> idle = new HashMap<>(2);
    private final Set<Effect> applied = new HashSet<>(2);
    private boolean isPrevented;

    /**
     * A rule that matched.
     *
     * @param key the value of the property that {@code per} names, or the empty string
     * @param n the number of this call among those that the rule counts for the key
     * @param draw the random value that was compared with the probability
     * @param chosen whether the rule is to apply to the call
     */
    MatchedRule(ActiveRule active, String key, long n, double draw, boolean chosen) {
        this.active = active;
        this.key = key;
        this.n = n;
        this.draw = draw;
        this.chosen = chosen;
    }

    /** The rule. */
    public Rule rule() {
        return active.rule();
    }

    /** The names {@code <scenario>/<rule>}. */
    public String id() {
        return active.id();
    }

    boolean chosen() {
        return chosen;
    }

    /** Notes that an effect changed something for the client or the state. */
    public void applied(Effect effect) {
        applied.add(effect);
    }

    /** Notes why an effect changed nothing. */
    public void idle(Effect effect, String why) {
        idle.putIfAbsent(effect, why);
    }

    /** Notes that an effect lost to another rule. */
    void lost(Effect effect, MatchedRule winner) {
        boolean isAnswer = winner.rule().effects().stream().anyMatch(other -> other.slot() == Slot.OUTCOME);
        String sets = "lost to " + winner.active.id() + ", which sets the "
                + effect.slot().words();
        prevented(effect, isAnswer ? winner.preempts() : sets);
    }

    /** Why the effects of other rules change nothing if this rule answers the call. */
    public String preempts() {
        return "lost to " + active.id() + ", which answers the call";
    }

    /** Notes that an outcome or another rule kept an effect from changing anything. */
    public void prevented(Effect effect, String why) {
        isPrevented = true;
        idle(effect, why);
    }

    /** Whether an outcome or another rule kept an effect from changing anything. */
    boolean isPrevented() {
        return isPrevented;
    }

    /** Whether every effect changed something. */
    boolean isApplied() {
        return chosen && applied.size() == rule().effects().size();
    }

    /** Counts the call for the rule. */
    void count(boolean isCounted) {
        active.count(this, isCounted);
    }

    long n() {
        return n;
    }

    String key() {
        return key;
    }

    /** What the journal says about the rule; empty if the rule was not chosen. */
    Optional<RuleHit> hit() {
        if (!chosen) {
            return Optional.empty();
        }
        List<EffectHit> effects = new ArrayList<>();
        for (Effect effect : rule().effects()) {
            boolean isApplied = applied.contains(effect);
            effects.add(new EffectHit(
                    effect.kind(), isApplied, isApplied ? null : idle.getOrDefault(effect, "it changed nothing")));
        }
        return Optional.of(
                new RuleHit(active.id(), n, key.isEmpty() ? null : key, active.seed(), draw, isApplied(), effects));
    }
}
