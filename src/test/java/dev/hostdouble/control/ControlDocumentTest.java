package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.yaml.SchemaCheck;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void the_document_is_valid_by_the_schema_of_the_openapi_initiative() throws Exception {
        JsonNode document = new ObjectMapper().readTree(Files.readString(FILE));
        assertThat(SchemaCheck.of("/openapi/openapi-3.1.schema.json").problems(document))
                .isEmpty();
    }
}
