package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.hostdouble.core.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks parsed YAML or JSON against a JSON Schema. Problems carry the descriptions in the schema. Thread-safe. */
public final class SchemaCheck {
    /** The rules about a value that a message does not name. */
    private static final Set<String> VALUE_RULES = Set.of(
            "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern", "enum", "const");

    private static final String NAMES = "propertyNames";
    private static final Pattern PATTERN = Pattern.compile("(?s)does not match the regex pattern .*");

    private final JsonSchema schema;

    private SchemaCheck(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads a schema.
     *
     * @param resource its path on the class path
     */
    public static SchemaCheck of(String resource) {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no schema " + resource);
            }
            return new SchemaCheck(factory().getSchema(in, pointers()));
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /** A schema that was made in memory. */
    public static SchemaCheck of(JsonNode schema) {
        return new SchemaCheck(factory().getSchema(schema, pointers()));
    }

    private static JsonSchemaFactory factory() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    }

    private static SchemaValidatorsConfig pointers() {
        return SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    }

    /**
     * What is wrong at one place.
     *
     * @param pointer the place, as a JSON pointer
     * @param message what is wrong and what is expected; may begin with the pointer
     */
    public record Problem(String pointer, String message) {}

    /** Returns what is wrong with a document; empty if it is valid. */
    public synchronized List<Problem> problems(JsonNode root) {
        List<Problem> problems = new ArrayList<>();
        Set<ValidationMessage> found = schema.validate(root);
        for (ValidationMessage message : found) {
            if (!explainedByOther(message, found)) {
                problems.add(problem(message, schema.getSchemaNode()));
            }
        }
        return problems;
    }

    /** Whether a message is a mismatch with one branch of an {@code anyOf} that a more specific message explains. */
    private static boolean explainedByOther(ValidationMessage message, Set<ValidationMessage> found) {
        boolean isAnyOf = message.getEvaluationPath().toString().contains("/anyOf/");
        boolean isType = message.getType().equals("type");
        if (!isAnyOf || !(isType || message.getType().equals("enum"))) {
            return false;
        }
        String at = message.getInstanceLocation().toString();
        for (ValidationMessage other : found) {
            String there = other.getInstanceLocation().toString();
            if (there.startsWith(at + "/")
                    || (isType && there.equals(at) && !other.getType().equals("type"))) {
                return true;
            }
        }
        return false;
    }

    private static Problem problem(ValidationMessage message, JsonNode schema) {
        String pointer = message.getInstanceLocation().toString();
        String keyword = message.getSchemaLocation().getFragment().toString();
        JsonNode rule = schema.at(JsonPointer.compile(keyword).head());
        if (message.getType().equals("additionalProperties")) {
            String key = message.getProperty();
            List<String> allowed = new ArrayList<>();
            rule.path("properties").fieldNames().forEachRemaining(allowed::add);
            return new Problem(
                    pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
                    NearestName.unknown("key", key, allowed));
        }
        JsonNode explained = message.getType().equals(NAMES) ? resolved(schema, keyword) : rule;
        String meaning = explained.path("description").asText("");
        return new Problem(
                pointer, wording(message, meaning) + (meaning.isEmpty() ? "" : " (" + meaning + ")") + found(message));
    }

    /** The schema at a place, or the one that it refers to. */
    private static JsonNode resolved(JsonNode schema, String place) {
        JsonNode found = schema.at(JsonPointer.compile(place));
        String reference = found.path("$ref").asText();
        return reference.startsWith("#") ? schema.at(JsonPointer.compile(reference.substring(1))) : found;
    }

    /** A description says what is allowed; a regular expression says it to few people. */
    private static String wording(ValidationMessage message, String meaning) {
        boolean isExplained = Set.of("pattern", NAMES).contains(message.getType()) && !meaning.isEmpty();
        return isExplained
                ? PATTERN.matcher(message.getMessage()).replaceFirst("does not have the expected form")
                : message.getMessage();
    }

    /** What was found, where the message only says what is allowed. */
    private static String found(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        boolean isShown = value != null && value.isValueNode() && VALUE_RULES.contains(message.getType());
        return isShown ? ", found " + Excerpt.of(value.toString()) : "";
    }
}
