package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Utf8;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.report.JsonIndent;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.scenario.ScenarioSource;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import dev.hostdouble.yaml.JsonTexts;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of scenarios: reads those in bodies, says what is wrong with them, and shows those that are known. */
final class ScenarioTexts {
    /** What the reader calls a body; problems begin with it. */
    private static final String BODY = "scenario";

    private static final Pattern PLACED = Pattern.compile(BODY + ":(\\d+)(?::(\\d+))?: (.*)", Pattern.DOTALL);
    private static final int LONGEST_NAME = 129;
    private static final int MOST_WARNINGS = 100;
    private static final String YAML = "application/yaml";

    private final ScenarioReader reader;
    private final Catalogue catalogue;
    private final ReentrantLock reading = new ReentrantLock();

    ScenarioTexts(List<Provider> providers, Catalogue catalogue) {
        this.reader = new ScenarioReader(providers);
        this.catalogue = catalogue;
    }

    /**
     * Reads the body of a call as a scenario.
     *
     * @param warnings gets what is probably wrong, but allowed
     */
    Scenario read(ControlCall call, Consumer<String> warnings) throws InvalidFileException {
        String text = Utf8.decode(call.request().body().array())
                .orElseThrow(() -> new InvalidFileException(List.of(BODY + ":1: not UTF-8")));
        reading.lock(); // reading a large scenario takes much memory
        try {
            return reader.read(new ScenarioSource(BODY, text, Map.of()), catalogue, warnings);
        } finally {
            reading.unlock();
        }
    }

    /** {@code POST scenarios/check}: what is wrong with the scenario in the body. */
    Reply check(ControlCall call) {
        List<String> warnings = new ArrayList<>();
        List<Finding> warned = new ArrayList<>();
        try {
            String name = read(call, warnings::add).name();
            warnings.stream().limit(MOST_WARNINGS).map(Finding::of).forEach(warned::add);
            return ControlJson.reply(200, new Check(true, name, List.of(), warned));
        } catch (InvalidFileException e) {
            List<Finding> problems = e.problems().stream().map(Finding::of).toList();
            return ControlJson.reply(200, new Check(false, name(call), problems, warned));
        }
    }

    /** The name of an invalid scenario; null if that cannot be read. */
    private @Nullable String name(ControlCall call) {
        reading.lock();
        try {
            JsonNode root = Document.read(BODY, call.request().body().text()).root();
            String name = root.path(BODY).asText();
            return name.isEmpty() || name.length() > LONGEST_NAME ? null : name;
        } catch (InvalidFileException e) {
            return null;
        } finally {
            reading.unlock();
        }
    }

    /** What is wrong with a scenario. */
    record Check(boolean valid, @Nullable String name, List<Finding> problems, List<Finding> warnings) {}

    /**
     * One problem or warning at its place.
     *
     * @param line counted from 1
     * @param column counted from 1
     */
    record Finding(int line, int column, String message) {
        /** From a message of the reader. One about a scenario that the body uses stays whole, at the beginning. */
        static Finding of(String text) {
            Matcher placed = PLACED.matcher(text);
            if (!placed.matches()) {
                return new Finding(1, 1, text);
            }
            int column = placed.group(2) == null ? 1 : Integer.parseInt(placed.group(2));
            return new Finding(Integer.parseInt(placed.group(1)), column, placed.group(3));
        }
    }

    /** {@code GET scenarios/{name}}: the text of an active scenario, or else of one that can be activated by name. */
    Reply show(ControlCall call) {
        String name = ScenarioControl.name(call);
        List<Scenario> active = call.world().with(session -> session.scenarios().scenarios());
        String text = active.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .map(ScenarioTexts::text)
                .orElseGet(() -> known(name, active));
        return Reply.text(200, YAML, text).with(Headers.of("Content-Type", YAML, "Cache-Control", "no-store"));
    }

    private static String text(Scenario scenario) {
        Optional<String> given = scenario.given().map(ScenarioSource::filledIn);
        if (given.isPresent()) {
            return given.get();
        }
        String source = scenario.source(); // one that was restored has no other text
        if (source.isEmpty()) {
            throw new ControlException(
                    409, "the scenario '" + YamlNode.excerpt(scenario.name()) + "' has no text: Java code built it");
        }
        return JsonIndent.of(JsonTexts.readable(source)).orElse(source) + "\n";
    }

    private String known(String name, List<Scenario> active) {
        if (catalogue.names().contains(name)) {
            return catalogue.source(name).filledIn();
        }
        TreeSet<String> names = new TreeSet<>(catalogue.names());
        active.forEach(scenario -> names.add(scenario.name()));
        throw new ControlException(404, NearestName.unknown("scenario", YamlNode.excerpt(name), List.copyOf(names)));
    }
}
