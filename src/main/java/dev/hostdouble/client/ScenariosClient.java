package dev.hostdouble.client;

import java.util.List;
import java.util.Map;

/** The scenarios of a world. */
public final class ScenariosClient {
    private static final String SCENARIOS = "/scenarios";

    private final ControlConnection connection;

    ScenariosClient(ControlConnection connection) {
        this.connection = connection;
    }

    /** The active ones in the order of evaluation, with the counts of their rules. */
    public List<ActiveScenario> active() {
        return connection.get(SCENARIOS).list("scenarios", ActiveScenario::of);
    }

    /**
     * Activates a shipped or loaded scenario.
     *
     * @param reference its name, perhaps with arguments: {@code any/slow-provider,delay=3s}
     * @throws HostdoubleException with 404 and the nearest name if there is none
     */
    public ActiveScenario activate(String reference) {
        Reference parsed = Reference.parse(reference);
        return activate(parsed.name(), parsed.arguments());
    }

    /** As {@link #activate(String)}, with arguments for its parameters. */
    public ActiveScenario activate(String name, Map<String, String> arguments) {
        String path = SCENARIOS + "/" + ControlConnection.name(name);
        return ActiveScenario.of(
                arguments.isEmpty()
                        ? connection.json("PUT", path, "")
                        : connection.send("PUT", path, Map.of("parameters", arguments)));
    }

    /** Activates a scenario that is given as its text, in YAML or JSON. */
    public ActiveScenario activateText(String text) {
        return ActiveScenario.of(connection.json("POST", SCENARIOS, text));
    }

    /** Activates a scenario that is given as its text, which must have this name. */
    public ActiveScenario activateText(String name, String text) {
        return ActiveScenario.of(connection.json("PUT", SCENARIOS + "/" + ControlConnection.name(name), text));
    }

    /**
     * The text of a scenario: of an active one as it was given, or else of one that can be activated by name. Credentials in it
     * are as they are.
     */
    public String text(String name) {
        return connection.text("GET", SCENARIOS + "/" + ControlConnection.name(name), "");
    }

    /** Deactivates a scenario. */
    public void deactivate(String name) {
        connection.json("DELETE", SCENARIOS + "/" + ControlConnection.name(name), "");
    }

    /** Why the rules of an active scenario did not apply: for each the nearest calls. */
    public ScenarioExplanation explain(String name) {
        return ScenarioExplanation.of(connection.get(SCENARIOS + "/" + ControlConnection.name(name) + "/explain"));
    }
}
