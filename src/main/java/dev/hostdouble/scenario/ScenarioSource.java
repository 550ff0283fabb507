package dev.hostdouble.scenario;

import dev.hostdouble.yaml.InvalidFileException;
import java.util.HashMap;
import java.util.Map;

/**
 * The text of a scenario before it is read.
 *
 * @param name the name of the file or shipped scenario, for messages and to find what it uses
 * @param text its content, YAML or JSON
 * @param arguments values for its parameters, by name
 */
public record ScenarioSource(String name, String text, Map<String, String> arguments) {
    public ScenarioSource {
        arguments = Map.copyOf(arguments);
    }

    /** The same source with more arguments. */
    public ScenarioSource with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(arguments);
        all.putAll(more);
        return new ScenarioSource(name, text, all);
    }

    /** The text with the arguments in the places of the defaults of its parameters. */
    public String filledIn() {
        try {
            return Parameters.filledIn(this);
        } catch (InvalidFileException e) {
            throw new IllegalStateException(name, e); // it has been read before
        }
    }

    /** Finds the scenarios that a scenario uses. */
    @FunctionalInterface
    public interface Sources {
        /** Knows no scenario. */
        Sources NONE = (reference, by) -> {
            throw new IllegalArgumentException("no scenario can be used here");
        };

        /**
         * Finds a scenario.
         *
         * @param reference its name or file, with arguments: {@code any/slow-provider,delay=3s}
         * @param by the scenario that uses it
         * @throws IllegalArgumentException if there is none, naming the nearest
         * @throws InvalidFileException if its file cannot be read
         */
        ScenarioSource find(String reference, ScenarioSource by) throws InvalidFileException;
    }
}
