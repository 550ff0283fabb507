package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.start.StartStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about world files says what the schemas say, and its examples are accepted. */
class WorldDocsTest {
    private static final Path PAGE = Path.of("docs/worlds.md");

    @TempDir
    private Path folder = Path.of("");

    static Iterable<Provider> providers() {
        return Providers.ALL;
    }

    @Test
    void the_page_is_what_the_schemas_say() throws Exception {
        String page = WorldDocs.page();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/worlds.md is stale: mvn -q -Dquick test -Dtest=WorldDocsTest -Ddocs.write")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_list_of_mappings_has_a_table_with_each_of_its_keys(Provider provider) throws Exception {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("\n## " + provider.stateFile()));
        int next = section.indexOf("\n## ", 1);
        JsonNode schema = WorldDocs.schema(provider);
        List<String> missing = new ArrayList<>();
        missing(schema, schema, "", next < 0 ? section : section.substring(0, next), missing);
        assertThat(missing).as(provider.stateFile()).isEmpty();
    }

    private static void missing(JsonNode schema, JsonNode rule, String path, String section, List<String> missing) {
        JsonNode known = rule.has("$ref")
                ? schema.at(JsonPointer.compile(rule.path("$ref").asText().substring(1)))
                : rule;
        JsonNode items = known.path("items");
        JsonNode item = items.has("$ref")
                ? schema.at(JsonPointer.compile(items.path("$ref").asText().substring(1)))
                : items;
        JsonNode mapping = item.has("anyOf") ? item.path("anyOf").path(1) : item;
        if (mapping.has("properties")) {
            int table = section.indexOf(" `" + path + "`:\n");
            int end = table < 0 ? -1 : section.indexOf("`:\n", table + path.length() + 5);
            String rows = table < 0 ? "" : end < 0 ? section.substring(table) : section.substring(table, end);
            mapping.path("properties").fieldNames().forEachRemaining(key -> {
                if (!rows.contains("\n| `" + key + "` | ")) {
                    missing.add(path + "." + key);
                }
            });
        }
        JsonNode members = mapping.has("properties") ? mapping : known;
        if (!path.equals("timelines")) {
            for (Map.Entry<String, JsonNode> key : members.path("properties").properties()) {
                String below = path.isEmpty() ? key.getKey() : path + "." + key.getKey();
                missing(schema, key.getValue(), below, section, missing);
            }
        }
    }

    @Test
    void a_default_says_how_many_there_are_of_a_list_inside_a_mapping() throws Exception {
        assertThat(Files.readString(PAGE))
                .containsPattern("`\\{ presets: \\d+ of them, ")
                .contains("| `tags` | number, 0 to 10000 | 100 |")
                .doesNotContain(": , ");
    }

    @Test
    void every_example_is_accepted() throws Exception {
        Matcher example = Pattern.compile("(?s)```yaml (\\S+)\n(.*?)```").matcher(Files.readString(PAGE));
        int examples = 0;
        while (example.find()) {
            Files.writeString(folder.resolve(example.group(1)), example.group(2));
            examples++;
        }
        assertThat(examples).isGreaterThan(1);
        StartStates states = new StartStates(Providers.ALL);
        assertThat(states.read(states.sources(Optional.of(folder)))).hasSize(Providers.ALL.size());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_key_has_a_meaning(Provider provider) throws Exception {
        for (Map.Entry<String, JsonNode> key :
                WorldDocs.schema(provider).path("properties").properties()) {
            assertThat(key.getValue().path("description").asText())
                    .as(provider.stateFile() + ": " + key.getKey())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_default_of_a_key_is_the_shipped_value(Provider provider) throws Exception {
        JsonNode shipped = WorldDocs.shipped(provider);
        for (Map.Entry<String, JsonNode> key :
                WorldDocs.schema(provider).path("properties").properties()) {
            JsonNode byDefault = key.getValue().path("default");
            if (!byDefault.isMissingNode()) {
                assertThat(shipped.path(key.getKey()).asText())
                        .as(provider.stateFile() + ": " + key.getKey())
                        .isEqualTo(byDefault.asText());
            }
        }
    }
}
