package dev.hostdouble.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.Providers;
import dev.hostdouble.client.JsonEdit;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.start.StartStates.Source;
import dev.hostdouble.world.ClockMode;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.world.StartDate;
import dev.hostdouble.world.WorldSettings;
import dev.hostdouble.world.Worlds;
import dev.hostdouble.yaml.InvalidFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that no start state can have, at every place in turn: they are refused, or a world with them opens and goes on. */
class ImpossibleValuesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> TIMES =
            List.of("\"+999999999-12-31T23:59:59Z\"", "\"P999999999D\"", "\"3650d\"", "\"-1s\"");
    private static final List<String> NUMBERS = List.of("99999999999999999999", "-1", "0", "1e300");

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node.isNumber() || (node.isTextual() && node.asText().matches("\\d.*[dhmsZ]"))) {
            places.add(at);
        }
        node.properties().forEach(one -> collect(one.getValue(), at.appendProperty(one.getKey()), places));
        for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosterapi", "hostkey", "vss"})
    void they_are_refused_or_do_no_harm(String name) throws Exception {
        Provider provider = Providers.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode root = YAML.readTree(
                Path.of("fixtures/worlds/rich", provider.stateFile()).toFile());
        List<JsonPointer> places = new ArrayList<>();
        collect(root, JsonPointer.empty(), places);
        assertThat(places).hasSizeGreaterThan(15);
        StartStates states = new StartStates(Providers.ALL);
        List<String> problems = new ArrayList<>();
        int refused = 0;
        for (JsonPointer at : places) {
            for (String value : root.at(at).isNumber() ? NUMBERS : TIMES) {
                String text = JsonEdit.with(root, at, YAML.readTree(value)).toString();
                try {
                    WorldSettings settings = new WorldSettings(
                                    ClockMode.MANUAL, 1, false, false, 10, 1, WorldSettings.hostClock())
                            .withNow(StartDate.at(EmulatorClock.START));
                    Worlds worlds =
                            new Worlds(settings, states.read(Map.of(provider.stateFile(), new Source("state", text))));
                    worlds.get(Worlds.DEFAULT).advance(java.time.Duration.ofDays(1));
                } catch (InvalidFileException | StartStates.UnloadableException e) {
                    refused++;
                } catch (RuntimeException e) {
                    problems.add(at + " " + value + ": " + e);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(refused).isGreaterThan(places.size());
    }
}
