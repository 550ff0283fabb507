package dev.hostdouble.scenario;

import java.util.List;
import java.util.OptionalLong;

/**
 * A scenario: a named list of rules and events.
 *
 * @param name unique among the active scenarios of a world
 * @param description a text for people; may be empty
 * @param seed the seed of its random values; empty for the seed of the world
 * @param rules in the order of evaluation
 * @param events what the provider does by itself
 * @param source the scenario as one JSON text that needs no other file; empty if there is none
 */
public record Scenario(
        String name, String description, OptionalLong seed, List<Rule> rules, List<Event> events, String source) {
    public Scenario {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
    }
}
