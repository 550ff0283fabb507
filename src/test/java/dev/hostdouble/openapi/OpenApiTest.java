package dev.hostdouble.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Providers;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI documents in the repository are those of the rows, and valid. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/main/resources/dev/hostdouble/openapi");

    /**
     * The schema of the OpenAPI Initiative (Apache-2.0) for documents of version 3.1, as the npm package
     * {@code @seriousme/openapi-schema-validator} 2.11.0 has it.
     */
    private static final String SCHEMA = "/openapi/openapi-3.1.schema.json";

    private static final Set<String> OF_NAMED_SCHEMAS = Set.of("properties", "patternProperties");

    private static final Set<String> OF_SCHEMAS = Set.of(
            "items",
            "contains",
            "propertyNames",
            "prefixItems",
            "additionalProperties",
            "oneOf",
            "anyOf",
            "allOf",
            "not",
            "if",
            "then",
            "else");

    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "format",
            "pattern",
            "description",
            "title",
            "default",
            "examples",
            "deprecated",
            "required",
            "dependentRequired",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "discriminator");

    static List<Provider> providers() {
        return Providers.ALL;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_document_of_a_provider_is_that_of_its_rows(Provider provider) throws IOException {
        String expected = OpenApiDocument.text(provider, OpenApiSource.of(provider.name()));
        Path file = FOLDER.resolve(provider.name() + ".json");
        if (System.getProperty("docs.write") != null) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("%s is stale: mvn -q -Dquick test -Dtest=OpenApiTest -Ddocs.write", file)
                .hasContent(expected);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void no_schema_is_of_an_answer_that_no_row_has(Provider provider) throws IOException {
        assertThat(OpenApiSource.of(provider.name()).leftovers(provider.operations()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_schema_is_used(Provider provider) throws IOException {
        String document = Files.readString(FOLDER.resolve(provider.name() + ".json"));
        List<String> unused = new ArrayList<>();
        JSON.readTree(document).at("/components/schemas").fieldNames().forEachRemaining(name -> {
            if (!document.contains("\"#/components/schemas/" + name + "\"")) {
                unused.add(name);
            }
        });
        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_operation_has_an_id_of_its_own(Provider provider) throws IOException {
        JsonNode document =
                JSON.readTree(FOLDER.resolve(provider.name() + ".json").toFile());
        assertThat(document.findValuesAsText("x-operation"))
                .containsExactlyInAnyOrderElementsOf(
                        provider.operations().stream().map(Operation::id).toList());
        assertThat(document.findValuesAsText("operationId"))
                .hasSize(provider.operations().size())
                .doesNotHaveDuplicates();
    }

    /** Generated methods have no other documentation. */
    @ParameterizedTest
    @MethodSource("providers")
    void every_operation_has_a_summary_of_its_own(Provider provider) throws IOException {
        JsonNode document =
                JSON.readTree(FOLDER.resolve(provider.name() + ".json").toFile());
        assertThat(document.findValuesAsText("summary"))
                .hasSize(provider.operations().size())
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[A-Z][a-z]+ [^.]{3,55}"));
    }

    /** Without the member an operation would need what the document says of all, or nobody could tell. */
    @ParameterizedTest
    @MethodSource("providers")
    void every_operation_says_which_credentials_its_headers_need(Provider provider) throws IOException {
        JsonNode document =
                JSON.readTree(FOLDER.resolve(provider.name() + ".json").toFile());
        boolean isInHeader = document.at("/components/securitySchemes").isObject();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode described : path) {
                Operation operation = provider.operations().stream()
                        .filter(one ->
                                one.id().equals(described.path("x-operation").asText()))
                        .findFirst()
                        .orElseThrow();
                assertThat(described.path("security").isArray())
                        .as(operation.id())
                        .isTrue();
                if (isInHeader && !operation.open()) {
                    assertThat(described.path("security")).as(operation.id()).isNotEmpty();
                }
            }
        }
    }

    /** What clients that are generated cannot use: see the heads of the sources. */
    @Test
    void no_schema_is_one_that_generated_clients_cannot_use() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                JsonNode document = JSON.readTree(file.toFile());
                assertThat(document.findValues("uniqueItems"))
                        .as(file.toString())
                        .isEmpty();
                assertThat(document.findValues("enum")).as(file.toString()).allSatisfy(values -> assertThat(values)
                        .isNotEmpty()
                        .allMatch(value -> value.isTextual() || value.isIntegralNumber()));
            }
        }
    }

    @Test
    void a_parameter_that_can_stand_in_two_forms_is_required_in_one_of_them() throws IOException {
        JsonNode document = JSON.readTree(FOLDER.resolve("hostkey.json").toFile());
        JsonNode schema = document.path("paths")
                .path("/pdns.php?action=add_dns")
                .at("/post/requestBody/content/application~1x-www-form-urlencoded/schema");
        assertThat(schema.path("required")).hasToString("[\"token\"]");
        assertThat(schema.path("allOf"))
                .map(JsonNode::toString)
                .containsExactly(
                        "{\"anyOf\":[{\"required\":[\"params[zone]\"]},{\"required\":[\"zone\"]}]}",
                        "{\"anyOf\":[{\"required\":[\"params[type]\"]},{\"required\":[\"type\"]}]}",
                        "{\"anyOf\":[{\"required\":[\"content[]\"]},{\"required\":[\"params[content][]\"]}]}");
    }

    /** A slip in the source, such as a comma in a text without quotes, makes a keyword that no validator knows. */
    @ParameterizedTest
    @MethodSource("providers")
    void every_keyword_of_a_schema_is_one(Provider provider) throws IOException {
        JsonNode document =
                JSON.readTree(FOLDER.resolve(provider.name() + ".json").toFile());
        List<String> unknown = new ArrayList<>();
        document.at("/components/schemas").forEach(schema -> addUnknownKeywords(schema, unknown));
        document.findValues("schema").forEach(schema -> addUnknownKeywords(schema, unknown));
        assertThat(unknown).isEmpty();
    }

    private static void addUnknownKeywords(JsonNode schema, List<String> unknown) {
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            JsonNode value = keyword.getValue();
            if (OF_NAMED_SCHEMAS.contains(name)) {
                value.forEach(one -> addUnknownKeywords(one, unknown));
            } else if (OF_SCHEMAS.contains(name)) {
                (value.isArray() ? value : List.of(value)).forEach(one -> addUnknownKeywords(one, unknown));
            } else if (!KEYWORDS.contains(name)) {
                unknown.add(name);
            }
        });
    }

    /** Also the documents that are not a provider's. */
    @Test
    void every_document_is_valid_by_the_schema_of_openapi() throws IOException {
        SchemaCheck check = SchemaCheck.of(SCHEMA);
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                assertThat(check.problems(JSON.readTree(file.toFile())))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void the_schema_of_openapi_finds_what_is_wrong() throws IOException {
        SchemaCheck check = SchemaCheck.of(SCHEMA);
        assertThat(check.problems(JSON.readTree("""
                {"openapi": "3.1.0", "info": {"title": "no version"}, "paths": {"no-slash": {}}}
                """))).hasSizeGreaterThan(1);
    }
}
