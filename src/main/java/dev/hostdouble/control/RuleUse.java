package dev.hostdouble.control;

import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.RuleCounts;
import java.util.List;
import java.util.Optional;

/**
 * How a rule of an active scenario was used: the one place where verification reads the counts of rules.
 *
 * @param scenario the name of its scenario
 * @param id {@code <scenario>/<rule>}
 * @param matched how many calls or handshakes matched it
 * @param applied to how many of them it applied
 * @param counted what it counts, in the singular: calls or TLS handshakes
 * @param expected how often its scenario expects it to apply
 * @param expectationMet whether it applied as often as its scenario expects
 */
record RuleUse(
        String scenario,
        String id,
        long matched,
        long applied,
        String counted,
        Optional<CountRange> expected,
        boolean expectationMet) {
    /** All rules of the active scenarios, in the order of evaluation. */
    static List<RuleUse> of(ActiveScenarios scenarios) {
        return scenarios.counts().stream().map(RuleUse::of).toList();
    }

    private static RuleUse of(RuleCounts counts) {
        return new RuleUse(
                counts.scenario(),
                counts.id(),
                counts.matched(),
                counts.applied(),
                counts.rule().isAboutHandshakes() ? "handshake" : "call",
                counts.rule().expect().map(CountRange::of),
                counts.expectationMet());
    }
}
