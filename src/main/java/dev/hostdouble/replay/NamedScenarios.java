package dev.hostdouble.replay;

import dev.hostdouble.core.Excerpt;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import dev.hostdouble.scenario.RequestedScenarios;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The scenarios that requests of a recording name for themselves, as they were then: no catalogue is asked. */
final class NamedScenarios implements RequestedScenarios {
    private final ScenarioReader reader;
    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, List<Scenario>> read = new HashMap<>();

    NamedScenarios(ScenarioReader reader) {
        this.reader = reader;
    }

    /** From now on the header with that text names these scenarios. */
    void learn(String header, List<String> scenarios) {
        sources.put(header, scenarios);
        read.remove(header);
    }

    @Override
    public List<Scenario> of(Request request) {
        String header = request.headers().fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(HEADER))
                .map(Header::value)
                .collect(Collectors.joining(","));
        return header.isBlank() ? List.of() : read.computeIfAbsent(header, this::scenarios);
    }

    private List<Scenario> scenarios(String header) {
        List<Scenario> scenarios = new ArrayList<>();
        try {
            for (String source : sources.getOrDefault(header, List.of())) {
                scenarios.add(reader.restore("scenario", source));
            }
        } catch (InvalidFileException e) {
            throw new UnknownException("the header " + HEADER + " names an invalid scenario: " + e.getMessage());
        }
        if (scenarios.isEmpty()) {
            throw new UnknownException("the recording lacks the scenario '" + Excerpt.of(header, 200) + "'");
        }
        return scenarios;
    }

    /** A request names a scenario that the recording does not contain. */
    static final class UnknownException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownException(String message) {
            super(message);
        }
    }
}
