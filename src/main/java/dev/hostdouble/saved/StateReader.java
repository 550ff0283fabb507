package dev.hostdouble.saved;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.SavedTable;
import dev.hostdouble.db.Tables.UnfitException;
import dev.hostdouble.journal.SavedCounts;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Rule;
import dev.hostdouble.scenario.SavedScenario;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.SavedWorld;
import dev.hostdouble.world.World;
import dev.hostdouble.world.WorldStart;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.SchemaCheck.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads worlds that {@link StateWriter} wrote, and that people may have changed since. */
public final class StateReader {
    /** The version of the format. */
    public static final int FORMAT = 1;

    private static final int MAX_PROBLEMS = 5;

    private final StateSchema schema;
    private final ScenarioReader scenarios;
    private final WorldStart known;

    /**
     * Reads states with the tables of these providers.
     *
     * @param known the start of this process: a state with the same texts shares it
     */
    public StateReader(List<Provider> providers, StateSchema schema, WorldStart known) {
        this.schema = schema;
        this.scenarios = new ScenarioReader(providers);
        this.known = known;
    }

    /**
     * Reads one world.
     *
     * @throws StateException naming the place and the reason if the JSON is not a state
     */
    public SavedWorld read(InputStream in) throws IOException {
        return world(StateJson.read(in));
    }

    /**
     * Lets a world go on from a state.
     *
     * @throws StateException naming the place and the reason if the state cannot be; the world stays as it is then
     */
    public static void load(World world, SavedWorld saved) {
        try {
            saved.into(world);
        } catch (UnfitException e) {
            throw new StateException("/tables/" + e.table() + "/" + e.row() + ": " + e.getMessage());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new StateException(String.valueOf(e.getMessage()));
        }
    }

    /** Reads one world from JSON. */
    SavedWorld world(JsonNode json) throws IOException {
        requireFormat(json, "state", FORMAT);
        List<Problem> problems = schema.problems(json);
        if (!problems.isEmpty()) {
            throw new StateException(String.join(
                    "; ",
                    problems.stream()
                            .map(StateReader::text)
                            .distinct()
                            .limit(MAX_PROBLEMS)
                            .toList()));
        }
        WorldStart start = start(json.path("start"));
        return new SavedWorld(
                json.path("seed").longValue(),
                start,
                at(
                        "/startedAt",
                        () -> EmulatorClock.parseDate(json.path("startedAt").asText())),
                at("/clock/mode", () -> ClockMode.parse(json.at("/clock/mode").asText())),
                at(
                        "/clock",
                        () -> new WorldTime(
                                EmulatorClock.parseDate(json.at("/clock/now").asText()),
                                Duration.parse(json.at("/clock/elapsed").asText()))),
                windows(json.path("windows")),
                scenarios(json.path("scenarios")),
                counts(json.path("journal")),
                tables(json.path("tables")));
    }

    /** Refuses what is of another format, or none at all. */
    static void requireFormat(JsonNode json, String member, int format) {
        JsonNode version = json.path(member);
        if (!json.isObject() || !version.isIntegralNumber()) {
            throw new StateException("expected a JSON object with the member \"" + member + "\": " + format + "; found "
                    + StateJson.found(json, member));
        }
        if (!version.canConvertToInt() || version.intValue() != format) {
            throw new StateException(
                    "/" + member + ": unknown version " + version.asText() + " of the format: expected " + format);
        }
    }

    private static String text(Problem problem) {
        String at = problem.pointer() + ": ";
        return problem.message().startsWith(at) || problem.pointer().isEmpty()
                ? problem.message()
                : at + problem.message();
    }

    /** Reads a value that is wrong if reading it throws. */
    private static <T> T at(String place, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new StateException(place + ": " + e.getMessage());
        }
    }

    private WorldStart start(JsonNode json) throws IOException {
        Map<String, String> own = texts(json.path("own"));
        Map<String, String> shipped = texts(json.path("shipped"));
        try {
            return known.with(own, shipped);
        } catch (InvalidFileException e) {
            throw new StateException("/start: " + e.getMessage());
        }
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }

    private static Map<String, JsonNode> windows(JsonNode json) {
        Map<String, JsonNode> windows = new HashMap<>();
        json.properties().forEach(one -> windows.put(one.getKey(), one.getValue()));
        return windows;
    }

    private List<SavedScenario> scenarios(JsonNode json) {
        List<SavedScenario> saved = new ArrayList<>();
        for (JsonNode one : json) {
            String place = "/scenarios/" + saved.size();
            Scenario scenario;
            try {
                scenario = scenario(one.path("name").asText(), one.path("sources"));
            } catch (InvalidFileException e) {
                throw new StateException(place + "/sources: " + e.getMessage());
            }
            List<JsonNode> rules = new ArrayList<>();
            one.path("rules").forEach(rules::add);
            List<JsonNode> events = new ArrayList<>();
            one.path("events").forEach(events::add);
            Duration activatedAt = at(
                    place + "/activatedAt",
                    () -> Duration.parse(one.path("activatedAt").asText()));
            saved.add(new SavedScenario(scenario, activatedAt, rules, events));
        }
        return saved;
    }

    private Scenario scenario(String name, JsonNode sources) throws InvalidFileException {
        if (!name.equals(ActiveScenarios.AD_HOC)) {
            if (sources.size() != 1) {
                throw new InvalidFileException(List.of("expected one text"));
            }
            Scenario scenario = scenarios.restore(name, sources.path(0).asText());
            if (!scenario.name().equals(name)) {
                throw new InvalidFileException(
                        List.of("expected the scenario '" + name + "', not '" + scenario.name() + "'"));
            }
            return scenario;
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode source : sources) {
            rules.addAll(scenarios.restoreRule(source.asText()));
        }
        return new Scenario(name, "", OptionalLong.empty(), rules, List.of(), "");
    }

    private static SavedCounts counts(JsonNode json) {
        List<SavedCounts.Count> answers = new ArrayList<>();
        json.path("answers")
                .forEach(one -> answers.add(new SavedCounts.Count(
                        one.path("operation").asText(),
                        one.path("answer").asText(),
                        one.path("times").longValue())));
        return new SavedCounts(json.path("calls").longValue(), answers);
    }

    private static List<SavedTable> tables(JsonNode json) {
        List<SavedTable> tables = new ArrayList<>();
        json.properties().forEach(table -> {
            List<ObjectNode> rows = new ArrayList<>();
            table.getValue().forEach(row -> rows.add((ObjectNode) row));
            tables.add(new SavedTable(table.getKey(), rows));
        });
        return tables;
    }
}
