package dev.hostdouble.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hostdouble.Hostdouble;
import dev.hostdouble.Providers;
import dev.hostdouble.Settings;
import dev.hostdouble.cli.Main;
import dev.hostdouble.client.AllProviders;
import dev.hostdouble.client.Seen;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    private static final int AT_LEAST = 84;
    private static final String STRICT = "{\"unused\":\"fail\"}";
    private static final String SCHEMA_LINE =
            "# yaml-language-server: $schema=http://127.0.0.1:8080/_emulator/scenario.schema.json";

    private final Hostdouble emulator = start();

    private static Hostdouble start() {
        try {
            return Hostdouble.start(Settings.forTests().withHttps(0));
        } catch (InvalidFileException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString().replace('\\', '/').replaceAll("\\.yaml$", "");
    }

    private static Scenario read(Path file) throws InvalidFileException, IOException {
        ScenarioReader reader = new ScenarioReader(Providers.ALL);
        return reader.read(file.toString(), Files.readString(file));
    }

    @Test
    void each_has_a_story_and_each_story_a_scenario() throws IOException {
        List<String> names = files().stream().map(ShippedScenariosTest::name).toList();
        assertThat(Stories.all().keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    /** What happens; what a client does to meet it; what a robust client does about it. */
    @TestFactory
    Stream<DynamicTest> each_is_named_after_its_file_and_describes_itself_in_three_paragraphs() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    assertThat(Files.readAllLines(file)).startsWith(SCHEMA_LINE);
                    Scenario scenario = read(file);
                    assertThat(scenario.name()).isEqualTo(name(file));
                    String[] paragraphs = scenario.description().split("\n\n", -1);
                    assertThat(paragraphs).hasSize(3);
                    assertThat(paragraphs[1]).startsWith("A client meets this ");
                    assertThat(paragraphs[2]).startsWith("A robust client ");
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_file_is_valid_for_an_editor() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ScenarioSchema.json());
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    JsonNode root =
                            Document.read(name(file), Files.readString(file)).root();
                    assertThat(schema.validate(root)).isEmpty();
                }));
    }

    @Test
    void the_command_line_finds_neither_a_problem_nor_a_warning() {
        StringWriter out = new StringWriter();
        int code = Main.run(new String[] {"check", "scenarios"}, new PrintWriter(out), new PrintWriter(out));
        assertThat(out.toString().lines()).hasSizeGreaterThan(50).allMatch(line -> line.endsWith("fine"));
        assertThat(code).isZero();
    }

    @Test
    void each_is_in_the_catalogue_with_its_provider_description_and_parameters() throws Exception {
        Map<String, JsonNode> entries = new TreeMap<>();
        new AllProviders(emulator, "catalogue")
                .controlled("GET", "scenarios/catalogue", "")
                .path("scenarios")
                .forEach(entry -> entries.put(entry.path("name").asText(), entry));
        assertThat(entries.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        files().stream().map(ShippedScenariosTest::name).toList());
        for (Path file : files()) {
            JsonNode entry = Objects.requireNonNull(entries.get(name(file)));
            JsonNode root = Document.read(name(file), Files.readString(file)).root();
            assertThat(entry.path("provider").asText())
                    .isEqualTo(name(file).substring(0, name(file).indexOf('/')));
            assertThat(Purpose.words()).contains(entry.path("purpose").asText());
            assertThat(entry.path("purpose")).isEqualTo(root.path("purpose"));
            assertThat(entry.path("description")).isEqualTo(root.path("description"));
            assertThat(entry.path("parameters").properties())
                    .isEqualTo(root.path("parameters").properties());
        }
    }

    @Test
    void each_purpose_has_a_title_and_a_scenario() {
        JsonNode catalogue = new AllProviders(emulator, "purposes").controlled("GET", "scenarios/catalogue", "");
        assertThat(catalogue.path("purposes").findValuesAsText("purpose")).isEqualTo(Purpose.words());
        assertThat(catalogue.path("purposes").findValuesAsText("title"))
                .doesNotHaveDuplicates()
                .allMatch(title -> title.matches("[A-Z][a-z, ATLS]+"));
        assertThat(catalogue.path("scenarios").findValuesAsText("purpose")).containsAll(Purpose.words());
    }

    @TestFactory
    Stream<DynamicTest> each_scenario_plays_out_as_described() throws IOException {
        Map<String, Story<AllProviders>> stories = Stories.all();
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Story<AllProviders> story = stories.get(name(file));
                    assertThat(story).as("a story that executes " + file).isNotNull();
                    AllProviders client = new AllProviders(emulator, name(file).replace('/', '-'));
                    activate(client, name(file));
                    Objects.requireNonNull(story).happens(client);
                    Seen verdict = client.control("POST", "verify", STRICT);
                    assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);
                    assertThat(verdict.json().path("verified").asBoolean()).isTrue();
                    assertThat(verdict.json().required("unusedRules"))
                            .as(verdict.body())
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_scenario_fails_verification_where_nothing_happened() throws IOException {
        AllProviders client = new AllProviders(emulator, "idle");
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    activate(client, name(file));
                    Seen verdict = client.control("POST", "verify", "{}");
                    assertThat(verdict.status()).as(verdict.body()).isEqualTo(422);
                    assertThat(verdict.json().path("verified").asBoolean()).isFalse();
                    client.controlled("DELETE", "scenarios/" + name(file), "");
                }));
    }

    private static void activate(AllProviders client, String name) {
        Seen activated = client.control("PUT", "scenarios/" + name, Stories.ARGUMENTS.getOrDefault(name, ""));
        assertThat(activated.status()).as(activated.body()).isEqualTo(201);
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
        if (effect instanceof ErrorEffect fail) {
            return Set.of(fail.error());
        }
        return effect instanceof JobFaultEffect job ? job.error().map(Set::of).orElse(Set.of()) : Set.of();
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
