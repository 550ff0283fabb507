package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.RandomSource;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Makes saved scenarios active again.
 *
 * @param random creates the random source of a seed
 * @param facts finds a fact by its key
 */
record SavedScenarios(LongFunction<RandomSource> random, Function<String, Optional<Fact>> facts) {
    /**
     * Scenarios that go on from where they were saved.
     *
     * @throws IllegalArgumentException naming the first one whose rules and events are not those that were saved
     */
    List<ActiveScenario> restored(List<SavedScenario> saved) {
        List<ActiveScenario> restored = new ArrayList<>();
        for (SavedScenario one : saved) {
            try {
                restored.add(restored(one));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("/scenarios/" + restored.size() + ": " + e.getMessage(), e);
            }
        }
        return restored;
    }

    private ActiveScenario restored(SavedScenario saved) {
        Scenario scenario = saved.scenario();
        requireFit(scenario, "rules", scenario.rules().size(), saved.rules().size());
        requireFit(scenario, "events", scenario.events().size(), saved.events().size());
        List<ActiveRule> rules = new ArrayList<>();
        Map<String, ActiveRule> byName = new HashMap<>();
        for (int i = 0; i < scenario.rules().size(); i++) {
            Rule rule = scenario.rules().get(i);
            JsonNode counted = saved.rules().get(i);
            if (!rule.name().equals(counted.path("name").asText())) {
                throw new IllegalArgumentException("expected the rule '" + rule.name() + "' at place " + i + ", not '"
                        + Excerpt.of(counted.path("name").asText()) + "'");
            }
            Optional<ActiveRule> after = rule.after().map(byName::get);
            ActiveRule active;
            try {
                active = ActiveRule.restored(scenario.name(), rule, counted, random, after, facts);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("the rule '" + rule.name() + "': " + e.getMessage(), e);
            }
            rules.add(active);
            byName.put(rule.name(), active);
        }
        List<ActiveEvent> events = new ArrayList<>();
        for (int i = 0; i < scenario.events().size(); i++) {
            events.add(ActiveEvent.restored(
                    scenario.name(), scenario.events().get(i), saved.events().get(i)));
        }
        return new ActiveScenario(scenario, rules, events, saved.activatedAt());
    }

    /** The place in the order of evaluation after all rules of these scenarios. */
    static int nextOrder(List<ActiveScenario> scenarios) {
        return scenarios.stream()
                .flatMap(active -> active.rules().stream())
                .mapToInt(rule -> rule.order() + 1)
                .max()
                .orElse(0);
    }

    private static void requireFit(Scenario scenario, String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException("the scenario '" + scenario.name() + "' has " + expected + " " + what
                    + ", but " + found + " were saved");
        }
    }
}
