package dev.hostdouble.control;

import dev.hostdouble.scenario.ActiveEvent;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.RuleCounts;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An active scenario, with the counts of its rules and what became of its events.
 *
 * @param parameters the values that it was activated with, where they are not the defaults of its file
 */
record ScenarioJson(
        String name,
        String description,
        Map<String, String> parameters,
        @Nullable Long seed,
        List<RuleJson> rules,
        List<EventJson> events,
        List<String> warnings) {
    static ScenarioJson of(Scenario scenario, ActiveScenarios active, List<String> warnings) {
        List<RuleJson> rules = active.counts().stream()
                .filter(counts -> counts.scenario().equals(scenario.name()))
                .map(RuleJson::of)
                .toList();
        List<EventJson> events = active.events().stream()
                .filter(event -> event.scenario().equals(scenario.name()))
                .map(EventJson::of)
                .toList();
        Long seed = scenario.seed().isPresent() ? scenario.seed().getAsLong() : null;
        Map<String, String> parameters =
                new TreeMap<>(scenario.given().map(ScenarioSource::arguments).orElse(Map.of()));
        return new ScenarioJson(scenario.name(), scenario.description(), parameters, seed, rules, events, warnings);
    }

    /** A rule: how many calls matched it, for how many it was chosen, how many it changed, and how many are expected. */
    record RuleJson(
            String rule,
            long matched,
            long chosen,
            long applied,
            @Nullable String expect,
            boolean expectationMet) {
        static RuleJson of(RuleCounts counts) {
            return new RuleJson(
                    counts.rule().name(),
                    counts.matched(),
                    counts.chosen(),
                    counts.applied(),
                    counts.rule().expect().map(Object::toString).orElse(null),
                    counts.expectationMet());
        }
    }

    /** An event; {@code changed} is null until it has happened. */
    record EventJson(
            @Nullable String at,
            @Nullable List<String> before,
            @Nullable Long call,
            String change,
            @Nullable Boolean changed) {
        static EventJson of(ActiveEvent active) {
            return new EventJson(
                    active.event().at().map(Object::toString).orElse(null),
                    active.event()
                            .before()
                            .map(before -> before.on().stream()
                                    .map(pattern -> pattern.text())
                                    .toList())
                            .orElse(null),
                    active.event().before().map(before -> before.call()).orElse(null),
                    active.event().change().kind().key() + " "
                            + active.event().change().target(),
                    active.changed().orElse(null));
        }
    }
}
