package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.yaml.SchemaCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The OpenAPI document of the control API in the repository is that of its rows, and valid. */
class ControlDocumentTest {
    static final Path FILE = Path.of("src/main/resources/dev/hostdouble/openapi/control.json");

    @Test
    void the_document_is_that_of_the_rows() throws Exception {
        String expected = ControlDocument.text(ControlRows.all());
        if (System.getProperty("docs.write") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(FILE)
                .as("%s is stale: mvn -q -Dquick test -Dtest=ControlDocumentTest -Ddocs.write", FILE)
                .hasContent(expected);
    }

    /** A client that is generated ignores members that it does not know, so it cannot tell forms of an object apart. */
    @Test
    void a_body_has_one_schema_and_is_json_first() throws Exception {
        JsonNode document = new ObjectMapper().readTree(Files.readString(FILE));
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                String id = operation.path("operationId").asText();
                JsonNode sent = operation.at("/requestBody/content");
                if (sent.isObject()) {
                    assertThat(sent.fieldNames().next()).as(id).isEqualTo("application/json");
                }
                for (JsonNode body : List.of(sent, operation.at("/responses/200/content"))) {
                    JsonNode schema = body.at("/application~1json/schema/$ref");
                    JsonNode resolved = document.at(schema.asText().replace("#", ""));
                    assertThat(resolved.has("oneOf") || resolved.has("anyOf"))
                            .as(id + " " + schema.asText())
                            .isFalse();
                }
            }
        }
    }

    /** Generators for Java make classes of a union of texts, numbers and booleans that no value fits. */
    @Test
    void values_of_any_type_have_none() throws Exception {
        JsonNode schemas = new ObjectMapper().readTree(Files.readString(FILE)).at("/components/schemas");
        assertThat(schemas.path("ParameterValue").has("oneOf")).isFalse();
        for (JsonNode union : schemas.findValues("oneOf")) {
            assertThat(union.findValuesAsText("type")).doesNotContain("boolean", "number");
        }
    }

    @Test
    void the_number_of_a_call_is_a_whole_number() throws Exception {
        JsonNode document = new ObjectMapper().readTree(Files.readString(FILE));
        assertThat(document.path("paths")
                        .path("/requests/{n}")
                        .at("/get/parameters/0/schema/type")
                        .asText())
                .isEqualTo("integer");
    }

    @Test
    void the_document_is_valid_by_the_schema_of_the_openapi_initiative() throws Exception {
        JsonNode document = new ObjectMapper().readTree(Files.readString(FILE));
        assertThat(SchemaCheck.of("/openapi/openapi-3.1.schema.json").problems(document))
                .isEmpty();
    }
}
