package dev.hostdouble.scenario;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.ActiveScenarios.RuleCounts;
import dev.hostdouble.scenario.RuleContext.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A rule of an active scenario, with its counters and memory. Guarded by the lock of the world. */
final class ActiveRule {
    private final int order;
    private final String scenario;
    private final Rule rule;
    private final long seed;
    private final RandomSource random;
    private final Optional<ActiveRule> after;
    private final Instant activatedAt;
    private final Memory memory = new Memory();
    private long matches;
    private long hits;

    /**
     * Creates a rule with counters at 0.
     *
     * @param order its position in the evaluation order of the world
     * @param scenario the name of its scenario
     * @param seed the seed of its random values, as reported in hits
     * @param random the source of its random values
     * @param after the rule that must have applied before, if any
     * @param activatedAt the world's time when its scenario was activated
     */
    ActiveRule(
            int order,
            String scenario,
            Rule rule,
            long seed,
            RandomSource random,
            Optional<ActiveRule> after,
            Instant activatedAt) {
        this.order = order;
        this.scenario = scenario;
        this.rule = rule;
        this.seed = seed;
        this.random = random;
        this.after = after;
        this.activatedAt = activatedAt;
    }

    int order() {
        return order;
    }

    Rule rule() {
        return rule;
    }

    Memory memory() {
        return memory;
    }

    /** Returns how often the rule matched and applied. */
    RuleCounts counts() {
        return new RuleCounts(scenario, rule, matches, hits);
    }

    /** Returns the random values for a purpose and the nth matching call; they do not depend on other rules or calls. */
    SeededRandom random(String purpose, long match) {
        return random.stream("scenario." + purpose, scenario, rule.name(), match);
    }

    /** Counts a call of an operation in {@code on}, and decides whether the rule applies; empty if it does not. */
    Optional<RuleHit> evaluate(Call call, CallProperties properties) {
        boolean isActive = after.map(earlier -> earlier.hits > 0).orElse(true)
                && rule.within(Duration.between(activatedAt, call.now()));
        if (!isActive || !matchesConditions(properties)) {
            return Optional.empty();
        }
        matches++;
        if (!rule.calls().contains(matches)) {
            return Optional.empty();
        }
        double draw = random("chance", matches).nextDouble();
        if (draw >= rule.probability()) {
            return Optional.empty();
        }
        hits++;
        return Optional.of(new RuleHit(scenario + "/" + rule.name(), matches, seed, draw));
    }

    private boolean matchesConditions(CallProperties properties) {
        for (Condition condition : rule.when()) {
            if (!condition.matches(properties.get(condition.property()))) {
                return false;
            }
        }
        return true;
    }
}
