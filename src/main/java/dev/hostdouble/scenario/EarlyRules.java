package dev.hostdouble.scenario;

import java.util.List;

/**
 * What active rules do before a call reaches its world; read without the lock of the world.
 *
 * @param cutPoints after how many bytes of its body a request may break, in ascending order
 * @param breakHandshakes whether a TLS handshake may fail
 */
public record EarlyRules(List<Integer> cutPoints, boolean breakHandshakes) {
    static final EarlyRules NONE = new EarlyRules(List.of(), false);

    public EarlyRules {
        cutPoints = List.copyOf(cutPoints);
    }

    /** What the rules of scenarios do. */
    public static EarlyRules of(List<Scenario> scenarios) {
        return new EarlyRules(
                Scenario.cutPoints(scenarios),
                scenarios.stream()
                        .flatMap(scenario -> scenario.rules().stream())
                        .anyMatch(Handshakes::isAbout));
    }
}
