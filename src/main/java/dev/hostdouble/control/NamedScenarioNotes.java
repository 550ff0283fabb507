package dev.hostdouble.control;

import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.OneCallLimits;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Plain sentences about scenarios that a request named for itself and that did less than its sender may think. */
final class NamedScenarioNotes {
    private final RequestedScenarios requested;

    NamedScenarioNotes(Catalogue catalogue) {
        this.requested = RequestedScenarios.of(catalogue);
    }

    /** What is noteworthy about the scenarios of a call; empty if they no longer exist. */
    List<String> of(JournalEntry call) {
        List<Scenario> scenarios;
        try {
            scenarios = requested.of(call.request());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            boolean isApplied = call.ruleHits().stream()
                    .anyMatch(hit -> hit.applied() && hit.rule().startsWith(scenario.name() + "/"));
            if (!isApplied) {
                notes.add("no rule of " + scenario.name() + " applied to this call, which names it in "
                        + RequestedScenarios.HEADER);
            }
            notes.addAll(OneCallLimits.of(scenario));
        }
        return notes;
    }
}
