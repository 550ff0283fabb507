package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The scenarios that are shipped: each one happens as its description has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedScenariosTest {
    private static final Path FOLDER = Path.of("scenarios");
    private static final int AT_LEAST = 32;

    private final Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests());
        } catch (InvalidFileException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString().replaceAll("\\.yaml$", "");
    }

    private static Map<String, Story<AllProviders>> stories() {
        Map<String, Story<AllProviders>> all = new TreeMap<>();
        HosterapiStories.ALL.forEach((name, story) -> all.put(name, client -> story.happens(client.hosterapi())));
        HostkeyStories.ALL.forEach((name, story) -> all.put(name, client -> story.happens(client.hostkey())));
        VssStories.ALL.forEach((name, story) -> all.put(name, client -> story.happens(client.vss())));
        AnyStories.ALL.forEach((name, story) -> all.put(name, client -> story.happens(client.hosterapi())));
        return all;
    }

    private Scenario read(Path file) throws InvalidFileException, IOException {
        ScenarioReader reader = new ScenarioReader(Providers.ALL);
        return reader.read(file.toString(), Files.readString(file));
    }

    @Test
    void each_has_a_story_and_each_story_a_scenario() throws IOException {
        List<String> names = files().stream().map(ShippedScenariosTest::name).toList();
        assertThat(stories().keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    @TestFactory
    Stream<DynamicTest> each_is_named_after_its_file_and_says_what_a_sound_client_does() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Scenario scenario = read(file);
                    assertThat(scenario.name()).isEqualTo(name(file));
                    assertThat(scenario.description()).contains("\nA robust client ");
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_scenario_plays_out_as_described() throws IOException {
        Map<String, Story<AllProviders>> stories = stories();
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Story<AllProviders> story = stories.get(name(file));
                    assertThat(story).as("a story that executes " + file).isNotNull();
                    AllProviders client = new AllProviders(emulator, name(file));
                    Seen activated = client.control("PUT", "scenarios/" + name(file), Files.readString(file));
                    assertThat(activated.status()).as(activated.body()).isEqualTo(201);
                    Objects.requireNonNull(story).happens(client);
                    JsonNode verdict = client.verify();
                    assertThat(verdict.path("verified").asBoolean())
                            .as(verdict.toString())
                            .isTrue();
                    assertThat(verdict.required("unusedRules"))
                            .as(verdict.toString())
                            .isEmpty();
                }));
    }

    @Test
    void every_documented_error_has_a_scenario() throws IOException, InvalidFileException {
        Set<String> told = new HashSet<>();
        for (Path file : files()) {
            for (Rule rule : read(file).rules()) {
                rule.effects().forEach(effect -> told.addAll(errors(effect)));
            }
        }
        assertThat(told)
                .contains("0x01", "0x03", "0xa1", "0xa3", "0xa5", "0xb0", "0xb1", "0xc1")
                .containsAll(documented("hostkey"))
                .contains("token_required", "not_found", "otp_required", "totp_required");
    }

    private static Set<String> errors(Effect effect) {
        if (effect instanceof Effect.ErrorEffect fail) {
            return Set.of(fail.error());
        }
        return effect instanceof Effect.JobFailureEffect job ? Set.of(job.error()) : Set.of();
    }

    /** What the provider's own pages name for an operation, as scenarios call it. */
    private Set<String> documented(String api) {
        return Providers.ALL.stream()
                .filter(known -> known.name().equals(api))
                .flatMap(known -> known.errors().stream().filter(error -> known.operations().stream()
                        .flatMap(route -> route.answers().stream())
                        .anyMatch(answer -> answer.name().equals(error.name()))))
                .map(error -> error.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
