package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.serialization.JsonNodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;

/** A parsed YAML or JSON file that collects problems with their line and column. */
public final class Document {
    /** The maximum size of a file, in characters. */
    public static final int MAX_SIZE = 2 << 20;

    private static final int MAX_PROBLEMS = 20;

    /** Loaded on first use, because scenarios do not need the mapper and creating it is slow. */
    private static final class Records {
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private final String name;
    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private Document(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Parses YAML, or JSON, which is a subset of it.
     *
     * @param name the name of the file, for messages
     * @param text the content of the file
     * @throws InvalidFileException if the file is not YAML, is not a mapping, has duplicate keys or aliases, or is larger
     *     than {@link #MAX_SIZE}
     */
    public static Document read(String name, String text) throws InvalidFileException {
        if (text.length() > MAX_SIZE) {
            throw new InvalidFileException(
                    List.of(name + ":1: file too large: expected at most " + (MAX_SIZE >> 20) + " MiB"));
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_SIZE);
        options.setNestingDepthLimit(50);
        options.setMaxAliasesForCollections(20);
        options.setAllowDuplicateKeys(false);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        JsonNodeReader reader = JsonNodeReader.builder()
                .yamlMapper(new YAMLMapper(factory))
                .locationAware()
                .build();
        try {
            JsonNode root = reader.readTree(text, InputFormat.YAML);
            if (root == null || !root.isObject()) {
                throw new InvalidFileException(List.of(name + ":1: expected a mapping (key: value) at the top level"));
            }
            requireNoAliases(name, text, options);
            return new Document(name, root);
        } catch (RuntimeException | IOException e) {
            throw new InvalidFileException(List.of(name + ":" + syntaxProblem(e)));
        }
    }

    /** Rejects aliases, which the parser would read as plain text. */
    private static void requireNoAliases(String name, String text, LoaderOptions options) throws InvalidFileException {
        if (text.indexOf('*') < 0) {
            return;
        }
        for (Event event : new Yaml(options).parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                Mark at = alias.getStartMark();
                throw new InvalidFileException(List.of(name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)
                        + ": alias *" + alias.getAnchor()
                        + " is not supported: repeat the value, or quote a text that starts with *"));
            }
        }
    }

    private static String syntaxProblem(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof JacksonException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof JsonProcessingException invalid) {
            JsonLocation at = invalid.getLocation();
            String where = at == null ? "1" : at.getLineNr() + ":" + at.getColumnNr();
            return where + ": " + firstLine(invalid.getOriginalMessage());
        }
        return "1: " + firstLine(String.valueOf(cause.getMessage()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /**
     * Validates the file against a JSON Schema and records the problems.
     *
     * @param schemaResource the path of the schema on the class path
     */
    public void check(String schemaResource) {
        try (InputStream in = Document.class.getResourceAsStream(schemaResource)) {
            SchemaValidatorsConfig pointers = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build();
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, pointers);
            Set<ValidationMessage> found = schema.validate(root);
            for (ValidationMessage message : found) {
                if (!explainedByOther(message, found)) {
                    problems.add(problem(message, schema.getSchemaNode()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(schemaResource, e);
        }
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

    private String problem(ValidationMessage message, JsonNode schema) {
        String pointer = message.getInstanceLocation().toString();
        String keyword = message.getSchemaLocation().getFragment().toString();
        JsonNode rule = schema.at(JsonPointer.compile(keyword).head());
        if (message.getType().equals("additionalProperties")) {
            String key = message.getProperty();
            List<String> allowed = new ArrayList<>();
            rule.path("properties").fieldNames().forEachRemaining(allowed::add);
            return place(pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
                    + NearestName.unknown("key", key, allowed);
        }
        String meaning = rule.path("description").asText("");
        return place(pointer) + message.getMessage() + (meaning.isEmpty() ? "" : " (" + meaning + ")");
    }

    /**
     * Converts the file to a record. Keys of the file are in kebab case. Call {@link #check} first.
     *
     * @throws InvalidFileException if problems were recorded, or if the content does not fit the record
     */
    public <T> T as(Class<T> type) throws InvalidFileException {
        throwIfInvalid();
        try {
            return Records.MAPPER.treeToValue(root, type);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
            throw new InvalidFileException(List.of(place(pointer) + pointer + ": " + firstLine(message(cause))));
        }
    }

    private static String message(Throwable cause) {
        return cause instanceof JacksonException invalid
                ? invalid.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }

    private static String pointer(JsonMappingException mapping) {
        StringBuilder pointer = new StringBuilder();
        mapping.getPath().forEach(at -> pointer.append('/')
                .append(at.getFieldName() != null ? at.getFieldName() : String.valueOf(at.getIndex())));
        return pointer.toString();
    }

    /** Returns the content of the file. */
    public JsonNode root() {
        return root;
    }

    /**
     * Records a problem.
     *
     * @param pointer its location in the file, as a JSON pointer
     * @param message what is wrong and what is expected
     */
    public void addProblem(String pointer, String message) {
        problems.add(place(pointer) + pointer + ": " + message);
    }

    /** Throws an exception with the recorded problems, if there are any. */
    public void throwIfInvalid() throws InvalidFileException {
        if (!problems.isEmpty()) {
            throw new InvalidFileException(
                    problems.stream().distinct().limit(MAX_PROBLEMS).toList());
        }
    }

    /** Returns file, line and column of a pointer, or of its nearest existing parent. */
    private String place(String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        while (root.at(at).isMissingNode()) {
            at = at.head();
        }
        JsonLocation location = JsonNodes.tokenLocationOf(root.at(at));
        return name + ":" + location.getLineNr() + ":" + location.getColumnNr() + ": ";
    }
}
