package dev.hostdouble.scenario;

import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Request;
import java.util.ArrayList;
import java.util.List;

/** Finds the scenarios that a request names for itself alone. */
@FunctionalInterface
public interface RequestedScenarios {
    /** The header that names a scenario for one call. */
    String HEADER = "Emulator-Scenario";

    /** Finds the scenarios that the header names. */
    static RequestedScenarios of(Catalogue catalogue) {
        return request -> {
            List<Scenario> scenarios = new ArrayList<>(0);
            for (Header field : request.headers().fields()) {
                if (field.name().equalsIgnoreCase(HEADER)) {
                    ScenarioReference.parseAll(field.value())
                            .forEach(named -> scenarios.add(catalogue.read(named.text())));
                }
            }
            return scenarios;
        };
    }

    /** Knows no scenario. */
    RequestedScenarios NONE = request -> List.of();

    /**
     * The scenarios of a request.
     *
     * @throws IllegalArgumentException if the request names one that does not exist
     */
    List<Scenario> of(Request request);
}
