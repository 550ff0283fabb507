package dev.hostdouble.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.db.SavedTable;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.SavedScenario;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.WorldStart;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes worlds as JSON that people can read and compare: one line for each row of a table. */
public final class StateWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Writer out;
    private final String version;
    private final Change change;

    /**
     * Changes parts of a state before they are written, such as credentials.
     *
     * @see #StateWriter(Writer, String, Change)
     */
    @FunctionalInterface
    public interface Change {
        /**
         * Returns what to write instead.
         *
         * @param place the member of the state, or {@code tables/} with the name of a table
         * @param value the value of the member, or a row of the table
         */
        JsonNode of(String place, JsonNode value);
    }

    /**
     * Writes to that.
     *
     * @param version the version of this program
     */
    public StateWriter(Writer out, String version) {
        this(out, version, (place, value) -> value);
    }

    /**
     * Writes to that.
     *
     * @param version the version of this program
     * @param change what is written in another way
     */
    public StateWriter(Writer out, String version, Change change) {
        this.out = out;
        this.version = version;
        this.change = change;
    }

    /**
     * Writes one world.
     *
     * @throws StateException if it has a scenario that Java code has built; nothing is written then
     */
    public void world(SavedWorld world) throws IOException {
        requireSources(world);
        world(world, start(world.start()));
        out.write("\n");
    }

    /** The state that worlds start with, in its own JSON. */
    static JsonNode start(WorldStart start) {
        ObjectNode json = NODES.objectNode();
        texts(json.putObject("own"), start.own());
        texts(json.putObject("shipped"), start.shipped());
        return json;
    }

    private static void texts(ObjectNode json, Map<String, String> texts) {
        new TreeMap<>(texts).forEach(json::put);
    }

    /**
     * Writes one world without a line break at the end.
     *
     * @param start the JSON that stands for its start
     */
    void world(SavedWorld world, JsonNode start) throws IOException {
        out.write("{\n");
        member("state", NODES.numberNode(StateReader.FORMAT));
        member("version", NODES.textNode(version));
        member("seed", NODES.numberNode(world.seed()));
        member("startedAt", NODES.textNode(world.startedAt().toString()));
        member(
                "clock",
                NODES.objectNode()
                        .put("mode", world.clock().text())
                        .put("now", world.time().date().toString())
                        .put("elapsed", world.time().elapsed().toString()));
        ObjectNode windows = NODES.objectNode();
        new TreeMap<>(world.windows()).forEach(windows::set);
        member("windows", windows);
        ArrayNode scenarios = NODES.arrayNode();
        world.scenarios().forEach(scenario -> scenarios.add(scenario(scenario)));
        member("scenarios", scenarios);
        member("journal", journal(world));
        tables(world.tables());
        // The longest texts come last.
        out.write("\"start\": " + StateJson.text(change.of("start", start)) + "\n}");
    }

    private void member(String name, JsonNode value) throws IOException {
        out.write("\"" + name + "\": " + StateJson.text(change.of(name, value)) + ",\n");
    }

    private static JsonNode journal(SavedWorld world) {
        ObjectNode json = NODES.objectNode().put("calls", world.counts().calls());
        ArrayNode answers = json.putArray("answers");
        world.counts().answers().forEach(one -> answers.addObject()
                .put("operation", one.operation())
                .put("answer", one.answer())
                .put("times", one.times()));
        return json;
    }

    private static JsonNode scenario(SavedScenario saved) {
        Scenario scenario = saved.scenario();
        ObjectNode json = NODES.objectNode().put("name", scenario.name());
        ArrayNode sources = json.putArray("sources");
        sources(scenario).forEach(sources::add);
        json.put("activatedAt", saved.activatedAt().toString());
        json.putArray("rules").addAll(saved.rules());
        json.putArray("events").addAll(saved.events());
        return json;
    }

    /** The text of a scenario; of rules that were added one by one, a text for each. */
    private static List<String> sources(Scenario scenario) {
        return scenario.name().equals(ActiveScenarios.AD_HOC)
                ? scenario.rules().stream().map(Rule::source).toList()
                : List.of(scenario.source());
    }

    /** Refuses a world with a scenario that has no text. */
    static void requireSources(SavedWorld world) {
        for (SavedScenario saved : world.scenarios()) {
            if (sources(saved.scenario()).stream().anyMatch(String::isEmpty)) {
                throw new StateException(
                        "Java code built the scenario '" + saved.scenario().name()
                                + "', so it has no text that a state could hold; deactivate it first");
            }
        }
    }

    private void tables(List<SavedTable> tables) throws IOException {
        out.write("\"tables\": {");
        String separator = "\n";
        for (SavedTable table : tables) {
            out.write(separator + "\"" + table.name() + "\": [");
            rows("tables/" + table.name(), table.rows().iterator());
            out.write("]");
            separator = ",\n";
        }
        out.write("\n},\n");
    }

    private void rows(String place, Iterator<ObjectNode> rows) throws IOException {
        while (rows.hasNext()) {
            out.write("\n" + StateJson.text(change.of(place, rows.next())));
            out.write(rows.hasNext() ? "," : "\n");
        }
    }
}
