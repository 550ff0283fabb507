package dev.hostdouble.scenario;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation.Handler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The active scenarios of a world, and the revoked credentials. Rules are evaluated in the order in which their scenarios
 * were activated, then in the order of the file. Evaluation stops at the first rule that applies, unless it has
 * {@code then: proceed}. Guarded by the lock of the world.
 */
public final class ActiveScenarios {
    /** The scenario of the rules that were installed one by one. The name is part of the journal. */
    private static final String AD_HOC = "installed";

    private final long worldSeed;
    private final LongFunction<RandomSource> random;
    private final List<Active> scenarios = new ArrayList<>();
    private final Map<String, RuleIndex> byOperation = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private Instant startedAt;
    private int nextOrder;

    /**
     * Creates an empty list of scenarios.
     *
     * @param worldSeed the seed of scenarios that set none
     * @param random creates the random source of a seed
     * @param now the world's time
     */
    public ActiveScenarios(long worldSeed, LongFunction<RandomSource> random, Instant now) {
        this.worldSeed = worldSeed;
        this.random = random;
        this.startedAt = now;
    }

    /** An active scenario and its rules with their counters. */
    private record Active(Scenario scenario, List<ActiveRule> rules) {}

    /** Activates a scenario at an instant. Replaces the active scenario of the same name, if any. */
    public void activate(Scenario scenario, Instant now) {
        deactivate(scenario.name());
        long seed = scenario.seed().orElse(worldSeed);
        List<ActiveRule> rules = new ArrayList<>();
        for (Rule rule : scenario.rules()) {
            Optional<ActiveRule> after = rule.after().flatMap(name -> rules.stream()
                    .filter(earlier -> earlier.rule().name().equals(name))
                    .findFirst());
            rules.add(new ActiveRule(nextOrder++, scenario.name(), rule, seed, random.apply(seed), after, now));
        }
        scenarios.add(new Active(scenario, rules));
        byOperation.clear();
    }

    /** Deactivates a scenario; returns false if no active scenario has that name. */
    public boolean deactivate(String name) {
        byOperation.clear();
        return scenarios.removeIf(active -> active.scenario().name().equals(name));
    }

    /** Activates a single rule in addition to those installed before, and resets the counters of all of them. */
    public void install(Rule rule) {
        Scenario before = scenarios.stream()
                .map(Active::scenario)
                .filter(scenario -> scenario.name().equals(AD_HOC))
                .findFirst()
                .orElse(new Scenario(AD_HOC, "", OptionalLong.empty(), List.of(), ""));
        List<Rule> rules = new ArrayList<>(before.rules());
        rules.add(rule);
        activate(new Scenario(AD_HOC, "", OptionalLong.empty(), rules, ""), startedAt);
    }

    /** Returns the active scenarios in the order of evaluation. */
    public List<Scenario> scenarios() {
        return scenarios.stream().map(Active::scenario).toList();
    }

    /** Returns how often each rule of the active scenarios matched and applied, in the order of evaluation. */
    public List<RuleCounts> counts() {
        return scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .map(ActiveRule::counts)
                .toList();
    }

    /**
     * The counts of a rule since its scenario was activated.
     *
     * @param scenario the name of the scenario
     * @param matches the number of calls that matched the rule
     * @param hits the number of calls to which it applied
     */
    public record RuleCounts(String scenario, Rule rule, long matches, long hits) {
        /** Whether the rule applied as often as its {@code expect} requires; true without one. */
        public boolean expectationMet() {
            return rule.expect().map(expect -> expect.isMetBy(hits)).orElse(true);
        }
    }

    /** Deactivates all scenarios and forgets all revoked credentials. */
    public void clear() {
        scenarios.clear();
        byOperation.clear();
        revoked.clear();
    }

    /** Activates all scenarios anew, with counters at 0, and removes the rules that were installed one by one. */
    public void restart(Instant now) {
        startedAt = now;
        List<Scenario> active = scenarios();
        clear();
        active.stream()
                .filter(scenario -> !scenario.name().equals(AD_HOC))
                .forEach(scenario -> activate(scenario, now));
    }

    /**
     * Applies the rules to a call.
     *
     * @param next performs the call; the effects surround it
     * @return the reply of the outermost effect, or that of {@code next} if no rule applies
     * @throws ApiException if an effect fails the call, or if its credential was revoked
     */
    public Reply apply(Call call, Handler next) {
        if (!revoked.isEmpty() && !call.operation().open() && revoked.contains(RuleContext.credential(call))) {
            throw call.dialect().expired();
        }
        Reply reply = applyRules(call, next);
        if (!revoked.isEmpty() && call.operation().open()) {
            restore(call.provider().name() + " ", reply.body().text());
        }
        return reply;
    }

    private Reply applyRules(Call call, Handler next) {
        RuleIndex index = byOperation.computeIfAbsent(call.operation().id(), this::index);
        if (index.isEmpty()) {
            return next.handle(call);
        }
        CallProperties properties = new CallProperties(call);
        List<ActiveRule> rules = index.candidates(properties);
        return rules.isEmpty() ? next.handle(call) : applyEffects(rules, properties, call, next);
    }

    /** Restores the credentials that a login reply contains: tokens issued within one second are identical. */
    private void restore(String provider, String loginReply) {
        revoked.removeIf(credential ->
                credential.startsWith(provider) && loginReply.contains(credential.substring(provider.length())));
    }

    private RuleIndex index(String operation) {
        return new RuleIndex(scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .filter(active -> active.rule().appliesTo(operation))
                .toList());
    }

    private Reply applyEffects(List<ActiveRule> candidates, CallProperties properties, Call call, Handler next) {
        List<RuleContext> contexts = new ArrayList<>(0);
        List<Effect> effects = new ArrayList<>(0);
        for (ActiveRule active : candidates) {
            Optional<RuleHit> hit = active.evaluate(call, properties);
            if (hit.isPresent()) {
                call.addRuleHit(hit.get());
                SeededRandom random = active.random("effects", hit.get().match());
                RuleContext context =
                        new RuleContext(call, properties, hit.get().match(), random, active.memory(), revoked);
                for (Effect effect : active.rule().effects()) {
                    contexts.add(context);
                    effects.add(effect);
                }
                if (!active.rule().proceed()) {
                    break;
                }
            }
        }
        // All effects apply, even if one of them prevents the call from being performed.
        boolean performed = effects.stream().allMatch(Effect::reachesProvider);
        Handler around = performed ? next : same -> RuleContext.notPerformed();
        for (int i = effects.size() - 1; i >= 0; i--) {
            Handler inner = around;
            Effect effect = effects.get(i);
            RuleContext context = contexts.get(i);
            around = same -> effect.apply(context, inner);
        }
        return around.handle(call);
    }
}
