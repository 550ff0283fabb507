package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * An active scenario at one moment, with the counters and memories of its rules and events.
 *
 * @param activatedAt the elapsed time of the world when it was activated
 * @param rules what each rule has counted and remembers, in the order of the scenario
 * @param events the progress of each event, in the order of the scenario
 */
public record SavedScenario(Scenario scenario, Duration activatedAt, List<JsonNode> rules, List<JsonNode> events) {
    public SavedScenario {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
    }
}
