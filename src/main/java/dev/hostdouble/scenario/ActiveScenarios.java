package dev.hostdouble.scenario;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.OperationHandler;
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
 * The active scenarios of a world. Faults surround operations; they never live in them. Rules are tried in the order in
 * which their scenarios were activated, and within one in the order of the file; the first that strikes is the last that is
 * tried, unless it says {@code then: proceed}.
 */
public final class ActiveScenarios {
    /** What rules belong to that were installed by themselves. */
    private static final String AD_HOC = "installed";

    private final long worldSeed;
    private final LongFunction<RandomSource> draws;
    private final List<Active> scenarios = new ArrayList<>();
    private final Map<String, RuleIndex> byOperation = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private Instant began;
    private int tried;

    /**
     * None, to begin with.
     *
     * @param draws where the chance of a seed comes from
     * @param now when the world began
     */
    public ActiveScenarios(long worldSeed, LongFunction<RandomSource> draws, Instant now) {
        this.worldSeed = worldSeed;
        this.draws = draws;
        this.began = now;
    }

    /** A scenario that is active, and how often its rules struck. */
    private record Active(Scenario scenario, List<ActiveRule> rules) {}

    /** Makes a scenario active from that instant on; one of the same name is gone then. */
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

    /** Ends a scenario; false if there was none of that name. */
    public boolean deactivate(String name) {
        byOperation.clear();
        return scenarios.removeIf(active -> active.scenario().name().equals(name));
    }

    /** Makes a single rule active, beside those that were installed before. */
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

    /** The active scenarios, in the order in which they are tried. */
    public List<Scenario> scenarios() {
        return scenarios.stream().map(Active::scenario).toList();
    }

    /** How often each rule of the active scenarios matched and struck. */
    public List<RuleCounts> counts() {
        return scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .map(ActiveRule::hits)
                .toList();
    }

    /**
     * How a rule fared.
     *
     * @param matches how many calls were like it says
     * @param hits how many of them it struck
     */
    public record RuleCounts(String scenario, Rule rule, long matches, long hits) {
        /** Whether it struck as often as it is expected to. */
        public boolean expectationMet() {
            return rule.expect().map(expect -> expect.met(hits)).orElse(true);
        }
    }

    /** Ends all scenarios. */
    public void clear() {
        scenarios.clear();
        byOperation.clear();
        revoked.clear();
    }

    /** Counts from the start again; what was installed by itself is gone. */
    public void restart(Instant now) {
        began = now;
        List<Scenario> again = scenarios();
        clear();
        again.stream().filter(scenario -> !scenario.name().equals(AD_HOC)).forEach(scenario -> activate(scenario, now));
    }

    /** Answers a call with the effects of every rule that applies to it around what is next. */
    public Reply apply(Call call, OperationHandler next) {
        if (!revoked.isEmpty() && !call.operation().open() && revoked.contains(RuleContext.credential(call))) {
            throw call.dialect().expired();
        }
        Reply reply = applyRules(call, next);
        if (!revoked.isEmpty() && call.operation().open()) {
            restore(call.provider().name() + " ", reply.body().text());
        }
        return reply;
    }

    private Reply applyRules(Call call, OperationHandler next) {
        RuleIndex candidates = byOperation.computeIfAbsent(call.operation().id(), this::about);
        if (candidates.isEmpty()) {
            return next.handle(call);
        }
        CallProperties properties = new CallProperties(call);
        List<ActiveRule> rules = candidates.candidates(properties);
        return rules.isEmpty() ? next.handle(call) : applyEffects(rules, properties, call, next);
    }

    /** A credential that a login hands out is good, be it one that was handed out before: of one second all are the same. */
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

    private Reply applyEffects(
            List<ActiveRule> candidates, CallProperties properties, Call call, OperationHandler next) {
        List<RuleContext> strikes = new ArrayList<>(0);
        List<Effect> effects = new ArrayList<>(0);
        for (ActiveRule active : candidates) {
            Optional<RuleHit> struck = active.evaluate(call, properties);
            if (struck.isPresent()) {
                call.addRuleHit(struck.get());
                SeededRandom draw = active.draw("effects", struck.get().match());
                RuleContext strike =
                        new RuleContext(call, properties, struck.get().match(), draw, active.memory(), revoked);
                for (Effect effect : active.rule().effects()) {
                    strikes.add(strike);
                    effects.add(effect);
                }
                if (!active.rule().proceed()) {
                    break;
                }
            }
        }
        // An effect that keeps the call from the provider keeps it from no other effect.
        boolean passes = effects.stream().allMatch(Effect::reachesProvider);
        OperationHandler around = passes ? next : same -> RuleContext.notPerformed();
        for (int i = effects.size() - 1; i >= 0; i--) {
            OperationHandler inner = around;
            Effect effect = effects.get(i);
            RuleContext strike = strikes.get(i);
            around = same -> effect.apply(strike, inner);
        }
        return around.handle(call);
    }
}
