package dev.hostdouble.scenario;

import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Handshake;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.RequestCut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The active scenarios of a world. Rules are evaluated in the order in which their scenarios were activated, then in the
 * order of the file. Every matching rule counts the call; one that answers the call ends the search for effects. Guarded by
 * the lock of the world.
 */
public final class ActiveScenarios {
    /** The scenario of the rules that were installed one by one. The name is part of the journal; no file can have it. */
    public static final String AD_HOC = "(installed)";

    private final long worldSeed;
    private final LongFunction<RandomSource> random;
    private final List<ActiveScenario> scenarios = new ArrayList<>();
    private final Map<String, RuleIndex> byOperation = new HashMap<>();
    private List<ActiveEvent> events = List.of();
    private volatile EarlyRules early = EarlyRules.NONE; // read without the lock
    private long bytes;
    private int nextOrder;

    /**
     * @param worldSeed the seed of scenarios that set none
     * @param random creates the random source of a seed
     */
    public ActiveScenarios(long worldSeed, LongFunction<RandomSource> random) {
        this.worldSeed = worldSeed;
        this.random = random;
    }

    /** The active scenarios with all that they have counted and remember. */
    public List<SavedScenario> save() {
        return scenarios.stream()
                .map(active -> new SavedScenario(
                        active.scenario(),
                        active.activatedAt(),
                        active.rules().stream()
                                .map(rule -> rule.save(explain(rule).nearest()))
                                .toList(),
                        active.events().stream().map(ActiveEvent::save).toList()))
                .toList();
    }

    /**
     * Puts saved scenarios into the place of the active ones.
     *
     * @param facts finds a fact by its key
     * @throws IllegalArgumentException if what was saved does not belong to their rules and events; nothing has changed then
     */
    public void restore(List<SavedScenario> saved, Function<String, Optional<Fact>> facts) {
        SavedScenarios reader = new SavedScenarios(random, facts);
        List<ActiveScenario> restored = reader.restored(saved);
        scenarios.clear();
        scenarios.addAll(restored);
        nextOrder = SavedScenarios.nextOrder(restored);
        changed();
    }

    private RuleExplanation explain(ActiveRule rule) {
        return RuleExplanation.of(rule, RuleIndex.misses(rule.rule(), byOperation.values()));
    }

    /** Activates a scenario with counters at 0. Replaces the active scenario of the same name, if any. */
    public void activate(Scenario scenario, Duration now) {
        scenarios.removeIf(active -> active.scenario().name().equals(scenario.name()));
        scenarios.add(new ActiveScenario(scenario, rules(scenario, now, Optional.empty()), now));
        changed();
    }

    /** Replaces the active scenario of the same name in place; rules that did not change keep their counters. */
    public void reload(Scenario scenario, Duration now) {
        for (int i = 0; i < scenarios.size(); i++) {
            ActiveScenario before = scenarios.get(i);
            if (before.scenario().name().equals(scenario.name())) {
                scenarios.set(i, before.reloaded(scenario, rules(scenario, now, Optional.of(before)), now));
                changed();
                return;
            }
        }
        activate(scenario, now);
    }

    private List<ActiveRule> rules(Scenario scenario, Duration now, Optional<ActiveScenario> before) {
        long seed = scenario.seed().orElse(worldSeed);
        RandomSource source = random.apply(seed);
        List<ActiveRule> rules = new ArrayList<>();
        Map<String, ActiveRule> byName = new HashMap<>();
        for (Rule rule : scenario.rules()) {
            Optional<ActiveRule> after = rule.after().map(byName::get);
            int order = nextOrder++;
            ActiveRule active = before.flatMap(old -> old.unchanged(rule, seed))
                    .map(same -> new ActiveRule(order, same, after))
                    .orElseGet(() -> new ActiveRule(order, scenario.name(), rule, seed, source, after, now));
            rules.add(active);
            byName.put(rule.name(), active);
        }
        return rules;
    }

    /** Deactivates a scenario; returns false if no active scenario has that name. */
    public boolean deactivate(String name) {
        boolean removed = scenarios.removeIf(active -> active.scenario().name().equals(name));
        changed();
        return removed;
    }

    private void changed() {
        byOperation.clear();
        events = scenarios.stream().flatMap(active -> active.events().stream()).toList();
        early = EarlyRules.of(scenarios());
        bytes = scenarios().stream().mapToLong(Scenario::bytes).sum();
    }

    /** About how much memory they use. */
    public long bytes() {
        return bytes;
    }

    /** What its rules do before a call comes; needs no lock. */
    public EarlyRules early() {
        return early;
    }

    /** Counts a TLS handshake for the rules that match it, and says how it goes on; what applied is yet to be counted. */
    public Handshake beginHandshake(Duration elapsed, Consumer<HandshakeHit> applied) {
        return Handshakes.begin(scenarios, elapsed, applied);
    }

    /**
     * Whether a request of whose body only a part was read breaks there: whether the first rule that answers the call does so.
     *
     * @param call a rehearsal: no rule counts or notes it
     * @param onlyHere scenarios that are active for this call alone
     */
    public boolean cutsHere(Call call, List<Scenario> onlyHere) {
        FaultPlan plan = plan(call, 0, onlyHere);
        return plan.outcome()
                .filter(planned -> planned.effect() instanceof RequestCut cut
                        && cut.after() == call.request().body().length())
                .isPresent();
    }

    /** Activates a single rule in addition to those installed before; those keep their counters. */
    public void install(Rule rule, Duration now) {
        List<Rule> rules = new ArrayList<>();
        scenarios.stream()
                .filter(active -> active.scenario().name().equals(AD_HOC))
                .forEach(active -> rules.addAll(active.scenario().rules()));
        rules.add(rule);
        reload(new Scenario(AD_HOC, "", OptionalLong.empty(), rules, List.of(), ""), now);
    }

    /** The active scenarios in the order of evaluation. */
    public List<Scenario> scenarios() {
        return scenarios.stream().map(ActiveScenario::scenario).toList();
    }

    /** Returns how often each rule of the active scenarios matched, was chosen and applied, in the order of evaluation. */
    public List<RuleCounts> counts() {
        return scenarios.stream().flatMap(active -> active.counts().stream()).toList();
    }

    /** The events of the active scenarios, with what became of them. */
    public List<ActiveEvent> events() {
        return events;
    }

    /** Deactivates all scenarios. */
    public void clear() {
        scenarios.clear();
        changed();
    }

    /**
     * Why the rules of a scenario did not apply to the calls they came nearest to.
     *
     * @param name the name of an active scenario
     * @return empty if no active scenario has that name
     */
    public Optional<List<RuleExplanation>> explain(String name) {
        return scenarios.stream()
                .filter(active -> active.scenario().name().equals(name))
                .findFirst()
                .map(active -> active.rules().stream().map(this::explain).toList());
    }

    /**
     * Compiles the rules that apply to a call.
     *
     * @param number the number that the call will have in the journal
     * @param onlyHere a scenario that is active for this call alone
     */
    public FaultPlan plan(Call call, long number, List<Scenario> onlyHere) {
        Operation operation = call.operation();
        RuleIndex index = byOperation.computeIfAbsent(operation.id(), id -> index(operation));
        if (index.isEmpty() && onlyHere.isEmpty()) {
            return FaultPlan.NONE;
        }
        CallProperties properties = new CallProperties(call);
        List<ActiveRule> candidates = index.candidates(call, properties, number);
        if (!onlyHere.isEmpty()) {
            List<ActiveRule> own = new ArrayList<>();
            onlyHere.forEach(scenario -> rules(scenario, call.elapsed(), Optional.empty()).stream()
                    .filter(rule -> rule.rule().appliesTo(operation))
                    .forEach(own::add));
            own.addAll(candidates);
            candidates = own;
        }
        return candidates.isEmpty() ? FaultPlan.NONE : FaultPlan.of(candidates, call, properties, number);
    }

    private RuleIndex index(Operation operation) {
        return new RuleIndex(scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .filter(active -> active.rule().appliesTo(operation))
                .toList());
    }

    /** Counts the rules of a plan that was carried out; returns what the journal says about them. */
    public List<RuleHit> report(FaultPlan plan, CallFacts facts) {
        List<RuleHit> hits = new ArrayList<>(1);
        for (MatchedRule match : plan.rules()) {
            match.count(facts.isCounted(match));
            match.hit().ifPresent(hits::add);
        }
        return hits;
    }
}
