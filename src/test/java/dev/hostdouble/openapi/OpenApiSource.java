package dev.hostdouble.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the rows of a provider do not say: the bodies of its replies, as JSON Schemas, in
 * {@code src/test/resources/openapi/{provider}.yaml}.
 *
 * <ul>
 *   <li>{@code info}: title and description of the document
 *   <li>{@code summaries}: what each operation does, in a few words
 *   <li>{@code security}: {@code schemes}, and which of them an operation needs ({@code default}, or by its name)
 *   <li>{@code path}: schemas of the named segments of paths; others are texts
 *   <li>{@code schemas}: named schemas, which others refer to by {@code #/schemas/Name}
 *   <li>{@code replies}: the body of each success, by operation and answer; {@code null} if it has none
 *   <li>{@code errors}: the bodies of errors: {@code default}, or by operation, or by answer
 *   <li>{@code notJson}: media types of answers that are not JSON, by operation and answer; below {@code errors} those that
 *       an error can have besides JSON, by answer
 * </ul>
 */
final class OpenApiSource {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path FOLDER = Path.of("src/test/resources/openapi");
    private static final String DEFAULT = "default";
    private static final String ERRORS = "errors";
    private static final String NOT_JSON = "notJson";
    private static final String REPLIES = "replies";
    private static final String SUMMARIES = "summaries";

    private final JsonNode root;

    OpenApiSource(JsonNode root) {
        this.root = root;
    }

    static OpenApiSource of(String provider) throws IOException {
        return new OpenApiSource(
                YAML.readTree(FOLDER.resolve(provider + ".yaml").toFile()));
    }

    String title(String otherwise) {
        return root.path("info").path("title").asText(otherwise);
    }

    Optional<String> description() {
        return text(root.path("info").path("description"));
    }

    /** The named schemas, as components. */
    ObjectNode components() {
        return (ObjectNode) withComponents(root.path("schemas"));
    }

    /**
     * What an operation does, in a few words.
     *
     * @throws IllegalArgumentException if there is none
     */
    String summary(Operation operation) {
        return text(root.path(SUMMARIES).path(operation.name()))
                .orElseThrow(
                        () -> new IllegalArgumentException(operation.id() + ": no summary in its provider's file"));
    }

    /** What the document calls the ways to log in. */
    JsonNode securitySchemes() {
        return root.path("security").path("schemes");
    }

    /** Which of them an operation needs, as OpenAPI says it; empty if none is named. */
    Optional<JsonNode> security(Operation operation) {
        JsonNode security = root.path("security");
        JsonNode own = security.path("operations").path(operation.name());
        if (own.isArray()) {
            return Optional.of(own);
        }
        JsonNode usual = security.path(DEFAULT);
        return usual.isArray() && !operation.open() ? Optional.of(usual) : Optional.empty();
    }

    /** The schema of a named segment of paths. */
    Optional<JsonNode> pathSegment(String name) {
        return Optional.of(root.path("path").path(name)).filter(JsonNode::isObject);
    }

    /** The media type of an answer that is not JSON. */
    Optional<String> mediaType(Operation operation, KnownAnswer answer) {
        return text(root.path(NOT_JSON).path(operation.name()).path(answer.name()));
    }

    /** The media type that an error can have besides JSON. */
    Optional<String> otherMediaType(KnownAnswer error) {
        return text(root.path(NOT_JSON).path(ERRORS).path(error.name()));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> node.isTextual());
    }

    /** Whether a success is listed as one without a body. */
    boolean isEmpty(Operation operation, KnownAnswer answer) {
        return root.path(REPLIES).path(operation.name()).path(answer.name()).isNull();
    }

    /**
     * The JSON body of an answer.
     *
     * @throws IllegalArgumentException if there is none
     */
    JsonNode body(Operation operation, KnownAnswer answer) {
        JsonNode schema = answer.isSuccess()
                ? root.path(REPLIES).path(operation.name()).path(answer.name())
                : error(operation.name(), answer.name());
        if (!schema.isObject()) {
            throw new IllegalArgumentException(
                    operation.id() + ": no schema of the answer " + answer.name() + " in its provider's file");
        }
        return withComponents(schema);
    }

    private JsonNode error(String operation, String answer) {
        return Stream.of(answer, operation)
                .map(key -> root.path(ERRORS).path(key))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(root.path(ERRORS).path(DEFAULT));
    }

    /** What it says of operations and answers that no row has. */
    List<String> leftovers(List<Operation> operations) {
        Set<String> answers = new TreeSet<>();
        Set<String> errors = new TreeSet<>(Set.of(DEFAULT));
        for (Operation operation : operations) {
            errors.add(operation.name());
            for (KnownAnswer answer : operation.allAnswers()) {
                answers.add(operation.name() + " " + answer.name());
                answers.add(ERRORS + " " + answer.name());
                errors.add(answer.name());
            }
        }
        List<String> left = new ArrayList<>();
        root.path(SUMMARIES).fieldNames().forEachRemaining(left::add);
        left.removeAll(operations.stream().map(Operation::name).toList());
        for (String section : List.of(REPLIES, NOT_JSON)) {
            root.path(section).properties().forEach(operation -> operation
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(answer -> left.add(operation.getKey() + " " + answer)));
        }
        left.removeAll(answers);
        root.path(ERRORS).fieldNames().forEachRemaining(left::add);
        left.removeAll(errors);
        return left;
    }

    /** A copy whose references lead to the components of the document. */
    private static JsonNode withComponents(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        redirect(copy);
        return copy;
    }

    private static void redirect(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            object.put("$ref", object.path("$ref").asText().replace("#/schemas/", "#/components/schemas/"));
        }
        node.forEach(OpenApiSource::redirect);
    }
}
