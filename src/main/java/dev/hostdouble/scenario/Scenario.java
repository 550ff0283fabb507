package dev.hostdouble.scenario;

import java.util.List;
import java.util.OptionalLong;

/**
 * A scenario: a named list of rules.
 *
 * @param seed the seed of its random values; empty for the seed of the world
 * @param source the text it was read from
 */
public record Scenario(String name, String description, OptionalLong seed, List<Rule> rules, String source) {
    public Scenario {
        rules = List.copyOf(rules);
    }
}
