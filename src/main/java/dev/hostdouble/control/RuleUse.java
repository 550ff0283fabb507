package dev.hostdouble.control;

import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule.Expect;
import dev.hostdouble.scenario.RuleCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a rule of an active scenario was used: the one place where verification reads the counts of rules.
 *
 * @param scenario the name of its scenario
 * @param id {@code <scenario>/<rule>}
 * @param applied to how many calls or handshakes it applied
 * @param counted to how many it applied, and the rules that its scenario counts with it
 * @param expected how often its scenario expects that
 * @param expectationMet whether it is as often as its scenario expects
 * @param nearest what came nearest to applying it, in words
 */
record RuleUse(
        String scenario,
        String id,
        long applied,
        long counted,
        Optional<CountRange> expected,
        boolean expectationMet,
        List<String> nearest) {
    RuleUse {
        nearest = List.copyOf(nearest);
    }

    /**
     * All rules of the active scenarios, in the order of evaluation.
     *
     * @param host which TLS handshakes are those of the world, if not all can be
     */
    static List<RuleUse> of(ActiveScenarios scenarios, Optional<String> host) {
        return scenarios.counts().stream().map(counts -> of(counts, host)).toList();
    }

    private static RuleUse of(RuleCounts counts, Optional<String> host) {
        boolean isAboutHandshakes = counts.rule().isAboutHandshakes();
        String counted = isAboutHandshakes ? "handshake" : "call";
        List<String> nearest = new ArrayList<>(List.of("matched " + CountRange.count(counts.matched(), counted)));
        if (isAboutHandshakes && counts.matched() == 0) {
            host.ifPresent(nearest::add);
        }
        counts.rule()
                .expect()
                .map(Expect::with)
                .filter(with -> !with.isEmpty())
                .ifPresent(with -> nearest.add("counted together with " + String.join(", ", with)));
        return new RuleUse(
                counts.scenario(),
                counts.id(),
                counts.applied(),
                counts.expected(),
                counts.rule().expect().map(CountRange::of),
                counts.expectationMet(),
                nearest);
    }
}
