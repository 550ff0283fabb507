package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.yaml.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each endpoint of the control API is described in {@code endpoints.yaml}, in full, and nothing else is. */
class EndpointTextsTest {
    private static final Path SCHEMAS = Path.of("src/test/resources/openapi/control-schemas.yaml");
    private static final String REFERENCE = "#/components/schemas/";

    private final List<ControlRoute> rows = ControlRows.all();
    private final JsonNode entries = new EndpointTexts().entries();

    private JsonNode of(ControlRoute row) {
        return entries.path(row.name());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void each_row_has_an_entry_and_each_entry_a_row() {
        assertThat(names(entries))
                .as("rows of ControlTable and entries of endpoints.yaml")
                .containsExactlyElementsOf(rows.stream().map(ControlRoute::name).toList());
    }

    @Test
    void each_entry_says_all_that_it_must() {
        assertThat(rows).allSatisfy(row -> {
            JsonNode entry = of(row);
            assertThat(names(entry))
                    .as(row.name())
                    .contains("id", "subject", "does", "replies")
                    .isSubsetOf("id", "subject", "does", "path", "body", "replies", "errors");
            assertThat(entry.path("does").asText()).as(row.name()).matches("[A-Z][^.]+s [^.]+(\\.|\\. .+\\.)");
            assertThat(names(entry.path("path")))
                    .as(row.name())
                    .isEqualTo(row.path().names());
            assertThat(entry.has("body")).as(row.name()).isEqualTo(row.body().isEmpty());
            assertThat(names(entry.path("replies"))).as(row.name()).isNotEmpty();
            for (JsonNode reply : entry.path("replies")) {
                assertThat(names(reply))
                        .as(row.name())
                        .hasSize(2)
                        .contains("is")
                        .containsAnyOf("schema", "media");
            }
        });
    }

    @Test
    void each_parameter_has_a_meaning() {
        for (ControlRoute row : rows) {
            for (QueryParam parameter : row.parameters()) {
                assertThat(parameter.meaning())
                        .as(row.name() + " " + parameter.name())
                        .matches("(?s)[A-Z`].+\\.");
            }
        }
    }

    @Test
    void no_two_have_the_same_id() {
        List<String> ids = rows.stream().map(row -> of(row).path("id").asText()).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void each_schema_is_there_and_used() throws Exception {
        JsonNode schemas =
                Document.read(SCHEMAS.toString(), Files.readString(SCHEMAS)).root();
        Set<String> used = new TreeSet<>(Set.of("Error"));
        for (JsonNode entry : entries) {
            entry.path("body").forEach(schema -> used.add(schema.asText()));
            for (JsonNode reply : entry.path("replies")) {
                reply.path("media").forEach(schema -> used.add(schema.asText()));
                used.add(reply.path("schema").asText("Error"));
            }
        }
        schemas.findValuesAsText("$ref").forEach(reference -> used.add(reference.substring(REFERENCE.length())));
        assertThat(names(schemas)).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void each_object_is_closed_and_has_no_unknown_members() throws Exception {
        JsonNode schemas =
                Document.read(SCHEMAS.toString(), Files.readString(SCHEMAS)).root();
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            for (JsonNode object : schema.getValue().findParents("properties")) {
                assertThat(object.path("additionalProperties").asText())
                        .as(schema.getKey())
                        .isEqualTo("false");
                List<String> required = new ArrayList<>();
                object.path("required").forEach(name -> required.add(name.asText()));
                assertThat(names(object.path("properties"))).as(schema.getKey()).containsAll(required);
            }
        }
    }
}
