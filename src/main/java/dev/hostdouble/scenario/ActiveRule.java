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

/** A rule of an active scenario and its counters. Used under the world's lock. */
final class ActiveRule {
    private final int order;
    private final String scenario;
    private final Rule rule;
    private final long seed;
    private final RandomSource draws;
    private final Optional<ActiveRule> after;
    private final Instant since;
    private final Memory memory = new Memory();
    private long matches;
    private long hits;

    /** @param order its position among all rules of the world */
    ActiveRule(
            int order,
            String scenario,
            Rule rule,
            long seed,
            RandomSource draws,
            Optional<ActiveRule> after,
            Instant since) {
        this.order = order;
        this.scenario = scenario;
        this.rule = rule;
        this.seed = seed;
        this.draws = draws;
        this.after = after;
        this.since = since;
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

    RuleCounts hits() {
        return new RuleCounts(scenario, rule, matches, hits);
    }

    /** The random values of the nth matching call, independent of other rules and other calls. */
    SeededRandom draw(String purpose, long match) {
        return draws.stream("scenario." + purpose, scenario, rule.name(), match);
    }

    /** Counts a call of an operation it names, and decides whether it applies. */
    Optional<RuleHit> evaluate(Call call, CallProperties properties) {
        boolean due =
                after.map(earlier -> earlier.hits > 0).orElse(true) && rule.within(Duration.between(since, call.now()));
        if (!due || !holds(properties)) {
            return Optional.empty();
        }
        matches++;
        if (!rule.calls().contains(matches)) {
            return Optional.empty();
        }
        double draw = draw("chance", matches).nextDouble();
        if (draw >= rule.probability()) {
            return Optional.empty();
        }
        hits++;
        return Optional.of(new RuleHit(scenario + "/" + rule.name(), matches, seed, draw));
    }

    private boolean holds(CallProperties properties) {
        for (Condition condition : rule.when()) {
            if (!condition.holds(properties.get(condition.property()))) {
                return false;
            }
        }
        return true;
    }
}
