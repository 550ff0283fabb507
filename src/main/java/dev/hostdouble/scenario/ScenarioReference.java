package dev.hostdouble.scenario;

import dev.hostdouble.core.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How users name a scenario: {@code any/slow-provider,delay=3s}.
 *
 * @param name the name, or a file or folder where those are allowed
 * @param arguments values for its parameters
 */
public record ScenarioReference(String name, Map<String, String> arguments) {
    private static final String ARGUMENT = "[A-Za-z][A-Za-z0-9_-]{0,63}=.*";

    public ScenarioReference {
        arguments = Map.copyOf(arguments);
    }

    /** The reference as users write it. */
    public String text() {
        StringBuilder text = new StringBuilder(name);
        arguments.keySet().stream()
                .sorted()
                .forEach(argument ->
                        text.append(',').append(argument).append('=').append(arguments.get(argument)));
        return text.toString();
    }

    /**
     * Parses one reference.
     *
     * @throws IllegalArgumentException if the text names several scenarios
     */
    public static ScenarioReference parse(String text) {
        List<ScenarioReference> all = parseAll(text);
        if (all.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one scenario, such as any/slow-provider,delay=3s, but found '" + Excerpt.of(text) + "'");
        }
        return all.get(0);
    }

    /** Parses references that are separated by commas; {@code name=value} belongs to the scenario before it. */
    public static List<ScenarioReference> parseAll(String text) {
        List<ScenarioReference> references = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String piece = part.strip();
            if (piece.matches(ARGUMENT) && !references.isEmpty()) {
                ScenarioReference last = references.remove(references.size() - 1);
                Map<String, String> more = new LinkedHashMap<>(last.arguments());
                int equals = piece.indexOf('=');
                more.put(piece.substring(0, equals), piece.substring(equals + 1));
                references.add(new ScenarioReference(last.name(), more));
            } else if (!piece.isEmpty()) {
                references.add(new ScenarioReference(piece, Map.of()));
            }
        }
        return references;
    }
}
