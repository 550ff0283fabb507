package dev.hostdouble.scenario;

import java.util.List;
import java.util.OptionalLong;

/**
 * A scenario: rules that belong together.
 *
 * @param seed where its rules' chance comes from; the world's, where it is left out
 * @param source the text it was read from, for whoever wants to have it again
 */
public record Scenario(String name, String description, OptionalLong seed, List<Rule> rules, String source) {
    public Scenario {
        rules = List.copyOf(rules);
    }
}
