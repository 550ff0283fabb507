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
 * The active scenarios of a world. Rules are evaluated in the order in which their scenarios were activated, then in the
 * order of the file. Evaluation stops at the first rule that applies, unless it says {@code then: proceed}.
 */
public final class ActiveScenarios {
    /** The scenario of rules that were installed one by one. */
    private static final String AD_HOC = "installed";

    private final long worldSeed;
    private final LongFunction<RandomSource> draws;
    private final List<Active> scenarios = new ArrayList<>();
    private final Map<String, RuleIndex> byOperation = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private Instant began;
    private int tried;

    /**
     * A world without scenarios.
     *
     * @param draws makes the random source of a seed
     * @param now when the world started
     */
    public ActiveScenarios(long worldSeed, LongFunction<RandomSource> draws, Instant now) {
        this.worldSeed = worldSeed;
        this.draws = draws;
        this.began = now;
    }

    /** An active scenario and the state of its rules. */
    private record Active(Scenario scenario, List<ActiveRule> rules) {}

    /** Activates a scenario from that instant on, in place of one of the same name. */
    public void activate(Scenario scenario, Instant now) {
        deactivate(scenario.name());
        long seed = scenario.seed().orElse(worldSeed);
        List<ActiveRule> rules = new ArrayList<>();
        for (Rule rule : scenario.rules()) {
            Optional<ActiveRule> after = rule.after().flatMap(name -> rules.stream()
                    .filter(earlier -> earlier.rule().name().equals(name))
                    .findFirst());
            rules.add(new ActiveRule(tried++, scenario.name(), rule, seed, draws.apply(seed), after, now));
        }
        scenarios.add(new Active(scenario, rules));
        byOperation.clear();
    }

    /** Deactivates a scenario; false if no scenario has that name. */
    public boolean deactivate(String name) {
        byOperation.clear();
        return scenarios.removeIf(active -> active.scenario().name().equals(name));
    }

    /** Activates a single rule, beside those that were installed before. */
    public void install(Rule rule) {
        Scenario before = scenarios.stream()
                .map(Active::scenario)
                .filter(scenario -> scenario.name().equals(AD_HOC))
                .findFirst()
                .orElse(new Scenario(AD_HOC, "", OptionalLong.empty(), List.of(), ""));
        List<Rule> rules = new ArrayList<>(before.rules());
        rules.add(rule);
        activate(new Scenario(AD_HOC, "", OptionalLong.empty(), rules, ""), began);
    }

    /** The active scenarios, in the order of evaluation. */
    public List<Scenario> scenarios() {
        return scenarios.stream().map(Active::scenario).toList();
    }

    /** How often each rule of the active scenarios matched and applied. */
    public List<RuleCounts> counts() {
        return scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .map(ActiveRule::hits)
                .toList();
    }

    /**
     * The counts of a rule.
     *
     * @param matches how many calls matched it
     * @param hits to how many of them it applied
     */
    public record RuleCounts(String scenario, Rule rule, long matches, long hits) {
        /** Whether it applied as often as expected. */
        public boolean expectationMet() {
            return rule.expect().map(expect -> expect.met(hits)).orElse(true);
        }
    }

    /** Deactivates all scenarios. */
    public void clear() {
        scenarios.clear();
        byOperation.clear();
        revoked.clear();
    }

    /** Starts all counts again, and removes the rules that were installed one by one. */
    public void restart(Instant now) {
        began = now;
        List<Scenario> again = scenarios();
        clear();
        again.stream().filter(scenario -> !scenario.name().equals(AD_HOC)).forEach(scenario -> activate(scenario, now));
    }

    /** Answers a call: the effects of the rules that apply to it surround what is next. */
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
        RuleIndex candidates = byOperation.computeIfAbsent(call.operation().id(), this::about);
        if (candidates.isEmpty()) {
            return next.handle(call);
        }
        CallProperties properties = new CallProperties(call);
        List<ActiveRule> rules = candidates.candidates(properties);
        return rules.isEmpty() ? next.handle(call) : applyEffects(rules, properties, call, next);
    }

    /** Tokens issued in one second are identical, so re-issuing one un-revokes it. */
    private void restore(String api, String handedOut) {
        revoked.removeIf(
                credential -> credential.startsWith(api) && handedOut.contains(credential.substring(api.length())));
    }

    private RuleIndex about(String operation) {
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
                SeededRandom draw = active.draw("effects", hit.get().match());
                RuleContext context =
                        new RuleContext(call, properties, hit.get().match(), draw, active.memory(), revoked);
                for (Effect effect : active.rule().effects()) {
                    contexts.add(context);
                    effects.add(effect);
                }
                if (!active.rule().proceed()) {
                    break;
                }
            }
        }
        // All effects apply, even when one of them keeps the call from the provider.
        boolean passes = effects.stream().allMatch(Effect::reachesProvider);
        Handler around = passes ? next : same -> RuleContext.notPerformed();
        for (int i = effects.size() - 1; i >= 0; i--) {
            Handler inner = around;
            Effect effect = effects.get(i);
            RuleContext context = contexts.get(i);
            around = same -> effect.apply(context, inner);
        }
        return around.handle(call);
    }
}
