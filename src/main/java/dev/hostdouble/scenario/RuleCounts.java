package dev.hostdouble.scenario;

/**
 * The counts of a rule since its scenario was activated.
 *
 * @param scenario the name of the scenario
 * @param matched the number of calls that met its conditions
 * @param chosen the number of those that {@code calls} and {@code probability} selected
 * @param applied the number of those for which it changed something for the client or the state
 */
public record RuleCounts(String scenario, Rule rule, long matched, long chosen, long applied) {
    /** The names of scenario and rule, as the journal and verification use them. */
    public String id() {
        return scenario + "/" + rule.name();
    }

    /** Whether the rule applied as often as its {@code expect} requires; true without one. */
    public boolean expectationMet() {
        return rule.expect().map(expect -> expect.isMetBy(applied)).orElse(true);
    }
}
