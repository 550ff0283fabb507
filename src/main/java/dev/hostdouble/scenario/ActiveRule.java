package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.RecentMisses.Miss;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.EffectContext;
import dev.hostdouble.scenario.effect.PropertyValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** A rule of an active scenario, with its counters and memory. Guarded by the lock of the world. */
final class ActiveRule {
    private static final int LONGEST_KEY = 200;

    private final int order;
    private final String scenario;
    private final Rule rule;
    private final long seed;
    private final RandomSource random;
    private final Optional<ActiveRule> after;
    private final Duration activatedAt;
    private final RuleState state;

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
        this(order, scenario, rule, seed, random, after, activatedAt, new RuleState());
    }

    /** A rule that goes on with the counters of an earlier version of the same rule. */
    ActiveRule(int order, ActiveRule before, Optional<ActiveRule> after) {
        this(
                order,
                before.scenario,
                before.rule,
                before.seed,
                before.random,
                after,
                before.activatedAt,
                new RuleState(before.state));
    }

    private ActiveRule(
            int order,
            String scenario,
            Rule rule,
            long seed,
            RandomSource random,
            Optional<ActiveRule> after,
            Duration activatedAt,
            RuleState state) {
        this.order = order;
        this.scenario = scenario;
        this.rule = rule;
        this.seed = seed;
        this.random = random;
        this.after = after;
        this.activatedAt = activatedAt;
        this.state = state;
    }

    /**
     * What it has counted and remembers, as JSON.
     *
     * @param nearest the last calls that it did not apply to, the latest last
     */
    JsonNode save(List<RuleExplanation.Nearest> nearest) {
        ObjectNode saved = JsonNodeFactory.instance
                .objectNode()
                .put("name", rule.name())
                .put("order", order)
                .put("seed", seed)
                .put("activatedAt", activatedAt.toString());
        state.save(saved, nearest);
        return saved;
    }

    /**
     * A rule that goes on with what {@link #save} gave.
     *
     * @param random creates the random source of a seed
     * @param facts finds a fact by its key
     */
    static ActiveRule restored(
            String scenario,
            Rule rule,
            JsonNode saved,
            LongFunction<RandomSource> random,
            Optional<ActiveRule> after,
            Function<String, Optional<Fact>> facts) {
        long seed = saved.path("seed").asLong();
        return new ActiveRule(
                saved.path("order").asInt(),
                scenario,
                rule,
                seed,
                random.apply(seed),
                after,
                Duration.parse(saved.path("activatedAt").asText()),
                RuleState.restored(saved, facts));
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
        return state.counts(scenario, rule);
    }

    /** The last calls that the rule did not match or choose, the latest last. */
    List<Miss> misses() {
        return state.misses().list();
    }

    /**
     * Decides about a call of an operation in {@code on}; empty if the rule does not match it.
     *
     * @param number the number of the call in the journal
     */
    Optional<MatchedRule> evaluate(Call call, CallProperties properties, long number) {
        Optional<String> inactive = inactive(call.elapsed());
        if (inactive.isPresent()) {
            return missed(call, number, inactive.get());
        }
        for (Condition condition : rule.when()) {
            PropertyValue actual = properties.get(condition.property());
            if (!condition.matches(actual)) {
                if (!call.trace().isRehearsal()) {
                    state.misses().add(number, condition, actual, call.provider());
                }
                return Optional.empty();
            }
        }
        String key = rule.per().map(property -> key(properties, property)).orElse("");
        long n = state.counted(key) + 1;
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

    /** Why the rule is not active; empty if it is. */
    private Optional<String> inactive(Duration elapsed) {
        if (after.isPresent() && !after.get().state.hasApplied()) {
            return Optional.of("the rule " + after.get().rule.name() + " has not applied yet");
        }
        return rule.window().isAlways() || rule.window().contains(elapsed.minus(activatedAt))
                ? Optional.empty()
                : Optional.of("the call is outside the window");
    }

    /** Counts a TLS handshake if the rule matches it; returns whether the rule is to make it fail. */
    boolean beginHandshake(Duration elapsed) {
        if (inactive(elapsed).isPresent()) {
            return false;
        }
        long n = state.counted("") + 1;
        boolean isChosen = rule.calls().contains(n) && random("chance", "", n).nextDouble() < rule.probability();
        state.countHandshake(isChosen);
        return isChosen;
    }

    /** Counts a TLS handshake that failed because of the rule. */
    void countFailedHandshake() {
        state.countFailedHandshake();
    }

    private static String key(CallProperties properties, String property) {
        String text = properties.get(property).text();
        return text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) + "#" + text.hashCode() : text;
    }

    /** Notes a call that the rule did not match or choose. */
    Optional<MatchedRule> missed(Call call, long number, String why) {
        if (!call.trace().isRehearsal()) {
            state.misses().add(number, why);
        }
        return Optional.empty();
    }

    /** Counts a call that the rule matches, but that the provider refuses before the rule could change anything. */
    void countRefused(Call call, long number) {
        if (!call.trace().isRehearsal()) {
            state.countRefused();
        }
        missed(call, number, "the provider does not let the caller in");
    }

    /** The context of a call for the effects of the rule. */
    EffectContext context(MatchedRule match, Call call, CallProperties properties, long n) {
        return new EffectContext(call, properties, n, random("effects", match.key(), n), state.memory());
    }

    /** Returns the random values for a purpose and the nth counted call of a key; they do not depend on other rules. */
    private SeededRandom random(String purpose, String key, long n) {
        return key.isEmpty()
                ? random.stream("scenario." + purpose, scenario, rule.name(), n)
                : random.stream("scenario." + purpose, scenario, rule.name(), key, n);
    }

    /** Counts a call that the rule matched. */
    void count(MatchedRule match, boolean isCounted) {
        state.count(match, isCounted);
    }
}
