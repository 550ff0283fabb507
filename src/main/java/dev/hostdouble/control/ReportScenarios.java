package dev.hostdouble.control;

import dev.hostdouble.report.Report;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.yaml.JsonTexts;
import java.util.ArrayList;
import java.util.List;

/** What a report says of scenarios. */
final class ReportScenarios {
    private ReportScenarios() {}

    /** The texts of a scenario: one, or one for each rule that was added alone; none if Java code has built it. */
    static List<String> sources(Scenario scenario) {
        return scenario.name().equals(ActiveScenarios.AD_HOC)
                ? scenario.rules().stream().map(Rule::source).toList()
                : List.of(scenario.source());
    }

    /**
     * The active scenarios.
     *
     * @param counts what became of their rules and events, in the same order
     */
    static List<Report.Scenario> of(List<Scenario> scenarios, List<ScenarioJson> counts, ReportMask mask) {
        List<Report.Scenario> shown = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario scenario = scenarios.get(i);
            ScenarioJson scenarioCounts = counts.get(i);
            List<String> lines = new ArrayList<>();
            scenarioCounts
                    .rules()
                    .forEach(rule -> lines.add("rule " + mask.text(rule.rule()) + ": matched " + rule.matched()
                            + ", chosen " + rule.chosen() + ", applied " + rule.applied()
                            + (rule.expect() == null
                                    ? ""
                                    : ", expected " + rule.expect()
                                            + (rule.expectationMet() ? " (met)" : " (not met)"))));
            scenarioCounts
                    .events()
                    .forEach(event -> lines.add("event " + mask.text(event.change()) + ": "
                            + (event.changed() == null
                                    ? "has not happened yet"
                                    : event.changed() ? "changed something" : "changed nothing")));
            shown.add(new Report.Scenario(
                    mask.text(scenario.name()),
                    mask.text(scenario.description()),
                    lines,
                    mask.text(JsonTexts.readable(String.join("\n", sources(scenario))))));
        }
        return shown;
    }
}
