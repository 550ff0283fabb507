package dev.hostdouble.scenario;

import java.util.List;
import java.util.Map;

/**
 * The counts of a rule since its scenario was activated.
 *
 * @param scenario the name of the scenario
 * @param matched the number of calls that met its conditions
 * @param chosen the number of those that {@code calls} and {@code probability} selected
 * @param applied the number of those for which it changed something for the client or the state
 * @param expected the number that its {@code expect} is about: those, and those of the rules that it names
 */
public record RuleCounts(String scenario, Rule rule, long matched, long chosen, long applied, long expected) {
    /** The counts of a rule whose {@code expect} names no other rule. */
    RuleCounts(String scenario, Rule rule, long matched, long chosen, long applied) {
        this(scenario, rule, matched, chosen, applied, applied);
    }

    /**
     * The same counts where the rules that {@code expect} names are known.
     *
     * @param all how often each rule of the scenario applied, by its name
     */
    RuleCounts among(Map<String, Long> all) {
        long others = rule.expect().map(Rule.Expect::with).orElse(List.of()).stream()
                .mapToLong(name -> all.getOrDefault(name, 0L))
                .sum();
        return new RuleCounts(scenario, rule, matched, chosen, applied, applied + others);
    }

    /** The names of scenario and rule, as the journal and verification use them. */
    public String id() {
        return scenario + "/" + rule.name();
    }

    /** Whether the rule applied as often as its {@code expect} requires; true without one. */
    public boolean expectationMet() {
        return rule.expect().map(expect -> expect.isMetBy(expected)).orElse(true);
    }
}
