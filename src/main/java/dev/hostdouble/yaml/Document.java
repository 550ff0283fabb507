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

/** One file, read; it still knows the line of everything in it. */
public final class Document {
    /** No file is larger. */
    public static final int MAX_BYTES = 2 << 20;

    private static final int MAX_PROBLEMS = 20;

    /** Made on first use: a scenario needs none, and a mapper takes longer to make than a file to read. */
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
     * Reads YAML and checks its syntax; duplicate keys, and more than {@link #MAX_BYTES}, are refused.
     *
     * @param name the name of the file in messages
     */
    public static Document read(String name, String text) throws InvalidFileException {
        if (text.length() > MAX_BYTES) {
            throw new InvalidFileException(List.of(name + ":1: larger than " + (MAX_BYTES >> 20) + " MiB"));
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
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
                throw new InvalidFileException(List.of(name + ":1: expected a mapping of names to values"));
            }
            requireNoAliases(name, text, options);
            return new Document(name, root);
        } catch (RuntimeException | IOException e) {
            throw new InvalidFileException(List.of(name + ":" + syntax(e)));
        }
    }

    /** An alias would be read as a text, its own name. */
    private static void requireNoAliases(String name, String text, LoaderOptions options) throws InvalidFileException {
        if (text.indexOf('*') < 0) {
            return;
        }
        for (Event event : new Yaml(options).parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                Mark at = alias.getStartMark();
                throw new InvalidFileException(List.of(name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)
                        + ": alias *" + alias.getAnchor()
                        + " is not supported: write its value out, or quote a text that begins with *"));
            }
        }
    }

    private static String syntax(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof JacksonException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof JsonProcessingException wrong) {
            JsonLocation at = wrong.getLocation();
            String where = at == null ? "1" : at.getLineNr() + ":" + at.getColumnNr();
            return where + ": " + firstLine(wrong.getOriginalMessage());
        }
        return "1: " + firstLine(String.valueOf(cause.getMessage()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** Checks the file against a JSON Schema of the class path; wrong things are noted. */
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

    /** Whether all it says is that something is not of another kind it may be of, where more is known to be wrong with it. */
    private static boolean explainedByOther(ValidationMessage message, Set<ValidationMessage> found) {
        boolean choice = message.getEvaluationPath().toString().contains("/anyOf/");
        boolean kind = message.getType().equals("type");
        if (!choice || !(kind || message.getType().equals("enum"))) {
            return false;
        }
        String at = message.getInstanceLocation().toString();
        for (ValidationMessage other : found) {
            String there = other.getInstanceLocation().toString();
            if (there.startsWith(at + "/")
                    || (kind && there.equals(at) && !other.getType().equals("type"))) {
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

    /** The file as a record; names in the file are in kebab case. Call after {@link #check}. */
    public <T> T as(Class<T> type) throws InvalidFileException {
        refuseIfWrong();
        try {
            return Records.MAPPER.treeToValue(root, type);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
            throw new InvalidFileException(List.of(place(pointer) + pointer + ": " + firstLine(message(cause))));
        }
    }

    private static String message(Throwable cause) {
        return cause instanceof JacksonException wrong
                ? wrong.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }

    private static String pointer(JsonMappingException mapping) {
        StringBuilder pointer = new StringBuilder();
        mapping.getPath().forEach(at -> pointer.append('/')
                .append(at.getFieldName() != null ? at.getFieldName() : String.valueOf(at.getIndex())));
        return pointer.toString();
    }

    /** The content of the file. */
    public JsonNode root() {
        return root;
    }

    /** Notes something wrong at a place of the file, given as a JSON pointer. */
    public void wrong(String pointer, String what) {
        problems.add(place(pointer) + pointer + ": " + what);
    }

    /** Throws if anything was found wrong. */
    public void refuseIfWrong() throws InvalidFileException {
        if (!problems.isEmpty()) {
            throw new InvalidFileException(
                    problems.stream().distinct().limit(MAX_PROBLEMS).toList());
        }
    }

    /** Where a place stands, or else the nearest thing around it. */
    private String place(String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        while (root.at(at).isMissingNode()) {
            at = at.head();
        }
        JsonLocation location = JsonNodes.tokenLocationOf(root.at(at));
        return name + ":" + location.getLineNr() + ":" + location.getColumnNr() + ": ";
    }
}
