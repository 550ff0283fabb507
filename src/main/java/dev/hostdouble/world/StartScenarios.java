package dev.hostdouble.world;

import dev.hostdouble.journal.Journal;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/** The scenarios that are active in every world from its start. */
final class StartScenarios {
    private StartScenarios() {}

    /** Activates exactly these scenarios, whatever was active before, and begins a journal that contains their texts. */
    static void activate(List<Scenario> start, ActiveScenarios scenarios, Journal journal) {
        scenarios.clear();
        start.forEach(scenario -> scenarios.activate(scenario, Duration.ZERO));
        journal.begin(start.stream().map(Scenario::source).toList());
        start.stream()
                .filter(scenario -> scenario.source().isEmpty())
                .forEach(built -> journal.noteGap("Java code built the scenario '" + built.name() + "'"));
    }
}
