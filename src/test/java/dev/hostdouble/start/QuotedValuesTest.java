package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.Providers;
import dev.hostdouble.client.JsonEdit;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.scenario.ScenarioReader;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong in a file, a message quotes at most the beginning of it: every value and key in turn is made long. */
class QuotedValuesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String END = "THE-END-OF-IT";
    private static final String LONG = "\u001b[31m" + "x/".repeat(200) + END;

    @TempDir
    private Path folder = Path.of("");

    /** The places of all values, at most 150 of them. */
    private static List<JsonPointer> places(JsonNode root) {
        List<JsonPointer> places = new ArrayList<>();
        collect(root, JsonPointer.empty(), places);
        int step = places.size() / 150 + 1;
        List<JsonPointer> some = new ArrayList<>();
        for (int i = 0; i < places.size(); i += step) {
            some.add(places.get(i));
        }
        return some;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        node.properties().forEach(one -> collect(one.getValue(), at.appendProperty(one.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    /** The file with another value at a place, and the file with another key there. */
    private static Stream<String> changed(JsonNode root, JsonPointer at) {
        String otherValue = JsonEdit.with(root, at, TextNode.valueOf(LONG)).toString();
        if (root.at(at.head()).isArray()) {
            return Stream.of(otherValue);
        }
        JsonNode otherKey = root.deepCopy();
        ObjectNode members = (ObjectNode) otherKey.at(at.head());
        members.set(LONG, members.remove(at.last().getMatchingProperty()));
        return Stream.of(otherValue, otherKey.toString());
    }

    private static void assertShort(JsonPointer at, InvalidFileException refused) {
        String message = String.valueOf(refused.getMessage());
        assertThat(message).as(at.toString()).doesNotContain(END, "\u001b");
        assertThat(refused.problems()).as(at.toString()).allSatisfy(line -> assertThat(line)
                .hasSizeLessThan(6000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void of_start_states(String name) throws Exception {
        Provider provider = Providers.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode root = YAML.readTree(
                Path.of("fixtures/worlds/rich", provider.stateFile()).toFile());
        Path file = folder.resolve(provider.stateFile());
        int refused = 0;
        for (JsonPointer at : places(root)) {
            for (String text : changed(root, at).toList()) {
                Files.writeString(file, text);
                try {
                    StartStates.check(provider, file);
                } catch (InvalidFileException e) {
                    assertShort(at, e);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void of_scenarios() throws Exception {
        ScenarioReader reader = new ScenarioReader(Providers.ALL);
        int refused = 0;
        try (Stream<Path> files = Files.walk(Path.of("scenarios"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                JsonNode root = YAML.readTree(file.toFile());
                for (JsonPointer at : places(root)) {
                    for (String text : changed(root, at).toList()) {
                        try {
                            reader.read("scenario", text);
                        } catch (InvalidFileException e) {
                            assertShort(at, e);
                            refused++;
                        }
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
