package dev.hostdouble.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of a provider's replies, {@code src/test/resources/openapi/<provider>.yaml}, as its operations use them.
 * Formats count: what is said to be a URL is one.
 */
final class ReplySchemas {
    static final String DEFAULT = "default";
    static final String ERRORS = "errors";

    private static final String SCHEMAS = "schemas";
    private static final String REPLIES = "replies";
    private static final String NOT_JSON = "notJson";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Knows no other keywords than those of the specification, so that a misspelt one is found. */
    private static final JsonMetaSchema KEYWORDS = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword(SCHEMAS))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.metaSchema(KEYWORDS));
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode root;
    private final Map<JsonNode, JsonSchema> compiled = new HashMap<>();

    private ReplySchemas(JsonNode root) {
        this.root = root;
    }

    static ReplySchemas of(Provider provider) throws IOException {
        Path file = Path.of("src/test/resources/openapi", provider.name() + ".yaml");
        return new ReplySchemas(YAML.readTree(file.toFile()));
    }

    /** What is wrong with a body; empty if it is as the schema says. */
    Set<String> problems(JsonNode schema, JsonNode body) {
        Set<String> problems = new LinkedHashSet<>();
        compiled.computeIfAbsent(schema, this::compile)
                .validate(body)
                .forEach(problem -> problems.add(problem.getMessage()));
        return problems;
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set(SCHEMAS, root.path(SCHEMAS));
        return FACTORY.getSchema(whole, STRICT);
    }

    /** The named schemas. */
    JsonNode named() {
        return root.path(SCHEMAS);
    }

    /** The answers that have a schema or a media type, as {@code <operation> <answer>}, one for each. */
    List<String> described() {
        List<String> described = new ArrayList<>();
        for (String part : List.of(REPLIES, NOT_JSON)) {
            root.path(part).properties().forEach(operation -> {
                if (!operation.getKey().equals(ERRORS)) {
                    operation
                            .getValue()
                            .fieldNames()
                            .forEachRemaining(answer -> described.add(operation.getKey() + " " + answer));
                }
            });
        }
        return described;
    }

    /** The names of errors that have a schema of their own or another media type. */
    Set<String> errors() {
        Set<String> names = new LinkedHashSet<>();
        root.path(ERRORS).fieldNames().forEachRemaining(names::add);
        root.path(NOT_JSON).path(ERRORS).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether an answer is an error of the provider's catalogue. */
    static boolean isError(KnownAnswer answer) {
        return !answer.text().isEmpty();
    }

    /** The schemas of the JSON that an operation replies with a status. */
    Set<JsonNode> json(Operation operation, int status) {
        Set<JsonNode> schemas = new LinkedHashSet<>();
        for (KnownAnswer answer : withStatus(operation, status)) {
            JsonNode own = isError(answer)
                    ? root.path(ERRORS).path(root.path(ERRORS).has(answer.name()) ? answer.name() : DEFAULT)
                    : root.path(REPLIES).path(operation.name()).path(answer.name());
            if (own.isObject()) {
                schemas.add(own);
            }
        }
        return schemas;
    }

    /** The other media types that it replies with that status. */
    Set<String> mediaTypes(Operation operation, int status) {
        Set<String> types = new LinkedHashSet<>();
        for (KnownAnswer answer : withStatus(operation, status)) {
            String part = isError(answer) ? ERRORS : operation.name();
            types.add(root.path(NOT_JSON).path(part).path(answer.name()).asText());
        }
        types.remove("");
        return types;
    }

    private static List<KnownAnswer> withStatus(Operation operation, int status) {
        return operation.allAnswers().stream()
                .filter(answer -> answer.status() == status)
                .toList();
    }
}
