package dev.hostdouble.junit;

import dev.hostdouble.client.ActiveScenario;
import dev.hostdouble.client.ActiveScenario.RuleCounts;
import dev.hostdouble.client.ScenarioExplanation;
import dev.hostdouble.client.ScenarioExplanation.NearestCall;
import dev.hostdouble.client.VerificationResult;
import dev.hostdouble.client.WorldClient;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Why a scenario's expectations are not met, in words. */
final class UnmetRules {
    private UnmetRules() {}

    static String text(WorldClient world, VerificationResult result) {
        StringJoiner lines = new StringJoiner("\n");
        for (ActiveScenario scenario : world.scenarios().active()) {
            scenario.rules().stream()
                    .filter(rule -> !rule.expectationMet())
                    .forEach(rule -> lines.add(text(world, scenario, rule)));
        }
        return lines.length() == 0 ? result.text() : lines.toString();
    }

    private static String text(WorldClient world, ActiveScenario scenario, RuleCounts rule) {
        Optional<ScenarioExplanation.Rule> explained =
                world.scenarios().explain(scenario.name()).rule(rule.rule());
        List<NearestCall> nearest =
                explained.map(ScenarioExplanation.Rule::nearest).orElse(List.of());
        String why = nearest.isEmpty()
                ? explained.flatMap(ScenarioExplanation.Rule::note).orElse("no call of its operations was made")
                : "nearest " + nearest.get(nearest.size() - 1);
        return "rule " + scenario.name() + "/" + rule.rule() + " applied to " + rule.applied() + " calls, expected "
                + rule.expect().orElse("1-") + " (matched " + rule.matched() + ", chosen " + rule.chosen()
                + ", applied "
                + rule.applied() + "): " + why;
    }
}
