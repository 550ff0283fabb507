package dev.hostdouble.scenario;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.RecentMisses.Miss;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.EffectContext;
import dev.hostdouble.scenario.effect.EffectContext.Memory;
import dev.hostdouble.scenario.effect.PropertyValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule of an active scenario, with its counters and memory. Guarded by the lock of the world. */
final class ActiveRule {
    private static final int MOST_KEYS = 10_000;
    private static final int LONGEST_KEY = 200;

    private final int order;
    private final String scenario;
    private final Rule rule;
    private final long seed;
    private final RandomSource random;
    private final Optional<ActiveRule> after;
    private final Duration activatedAt;
    private final Memory memory;
    private final Map<String, Long> counted = new LinkedHashMap<>(4, 0.75f, true);
    private final RecentMisses misses = new RecentMisses();
    private long matched;
    private long chosen;
    private long applied;

    /**
     * Creates a rule with counters at 0.
     *
     * @param order its position in the evaluation order of the world
     * @param scenario the name of its scenario
     * @param seed the seed of its random values, as reported in hits
     * @param random the source of its random values
     * @param after the rule that must have applied before, if any
     * @param activatedAt the world time elapsed when its scenario was activated
     */
    ActiveRule(
            int order,
            String scenario,
            Rule rule,
            long seed,
            RandomSource random,
            Optional<ActiveRule> after,
            Duration activatedAt) {
        this.order = order;
        this.scenario = scenario;
        this.rule = rule;
        this.seed = seed;
        this.random = random;
        this.after = after;
        this.activatedAt = activatedAt;
        this.memory = new Memory();
    }

    /** A rule that goes on with the counters of an earlier version of the same rule. */
    ActiveRule(int order, ActiveRule before, Optional<ActiveRule> after) {
        this.order = order;
        this.scenario = before.scenario;
        this.rule = before.rule;
        this.seed = before.seed;
        this.random = before.random;
        this.after = after;
        this.activatedAt = before.activatedAt;
        this.memory = before.memory;
        this.counted.putAll(before.counted);
        this.matched = before.matched;
        this.chosen = before.chosen;
        this.applied = before.applied;
    }

    int order() {
        return order;
    }

    Rule rule() {
        return rule;
    }

    long seed() {
        return seed;
    }

    /** The names of scenario and rule. */
    String id() {
        return scenario + "/" + rule.name();
    }

    /** Returns how often the rule matched, was chosen and applied. */
    RuleCounts counts() {
        return new RuleCounts(scenario, rule, matched, chosen, applied);
    }

    /** The last calls that the rule did not match or choose, the latest last. */
    List<Miss> misses() {
        return misses.list();
    }

    /**
     * Decides about a call of an operation in {@code on}; empty if the rule does not match it.
     *
     * @param number the number of the call in the journal
     */
    Optional<MatchedRule> evaluate(Call call, CallProperties properties, long number) {
        if (after.isPresent() && after.get().applied == 0) {
            return missed(call, number, "the rule " + after.get().rule.name() + " has not applied yet");
        }
        if (!rule.window().isAlways() && !rule.window().contains(call.elapsed().minus(activatedAt))) {
            return missed(call, number, "the call is outside the window");
        }
        for (Condition condition : rule.when()) {
            PropertyValue actual = properties.get(condition.property());
            if (!condition.matches(actual)) {
                if (!call.trace().isRehearsal()) {
                    misses.add(number, condition, actual);
                }
                return Optional.empty();
            }
        }
        String key = rule.per().map(property -> key(properties, property)).orElse("");
        long n = counted.getOrDefault(key, 0L) + 1;
        boolean inRange = rule.calls().contains(n);
        double draw = random("chance", key, n).nextDouble();
        boolean isChosen = inRange && draw < rule.probability();
        if (!isChosen) {
            missed(
                    call,
                    number,
                    inRange ? "not drawn: " + draw : "call " + n + " is not among those that 'calls' names");
        }
        return Optional.of(new MatchedRule(this, key, n, draw, isChosen));
    }

    private static String key(CallProperties properties, String property) {
        String text = properties.get(property).text();
        return text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) + "#" + text.hashCode() : text;
    }

    /** Notes a call that the rule did not match or choose. */
    Optional<MatchedRule> missed(Call call, long number, String why) {
        if (!call.trace().isRehearsal()) {
            misses.add(number, why);
        }
        return Optional.empty();
    }

    /** Counts a call that the rule matches, but that the provider refuses before the rule could change anything. */
    void countRefused(Call call, long number) {
        if (!call.trace().isRehearsal()) {
            matched++;
        }
        missed(call, number, "the provider does not let the caller in");
    }

    /** The context of a call for the effects of the rule. */
    EffectContext context(MatchedRule match, Call call, CallProperties properties, long n) {
        return new EffectContext(call, properties, n, random("effects", match.key(), n), memory);
    }

    /** Returns the random values for a purpose and the nth counted call of a key; they do not depend on other rules. */
    private SeededRandom random(String purpose, String key, long n) {
        return key.isEmpty()
                ? random.stream("scenario." + purpose, scenario, rule.name(), n)
                : random.stream("scenario." + purpose, scenario, rule.name(), key, n);
    }

    /** Counts a call that the rule matched. */
    void count(MatchedRule match, boolean isCounted) {
        matched++;
        if (match.chosen()) {
            chosen++;
        }
        if (match.isApplied()) {
            applied++;
        }
        if (isCounted) {
            counted.merge(match.key(), 1L, Long::sum);
            if (counted.size() > MOST_KEYS) {
                counted.remove(counted.keySet().iterator().next());
            }
        }
    }
}
