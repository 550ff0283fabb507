package dev.hostdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.start.StartStates;
import java.nio.file.Files;
import java.nio.file.Path;
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
