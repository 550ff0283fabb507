package dev.hostdouble.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.hostdouble.Providers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * What the OpenAPI documents allow as replies: statuses, media types and bodies. Schemas are compiled once, and a body that
 * was found valid is not looked at again. Thread-safe.
 */
public final class DocumentedReplies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String HERE = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    /** The documents of the providers, as they are served. */
    public static final DocumentedReplies OF_PROVIDERS = ofProviders();

    /** By operation and status, the schemas by media type. */
    private final Map<String, Map<String, JsonSchema>> replies = new ConcurrentHashMap<>();

    private final Set<String> operations = ConcurrentHashMap.newKeySet();
    private final Set<Long> valid = ConcurrentHashMap.newKeySet();

    private static DocumentedReplies ofProviders() {
        DocumentedReplies replies = new DocumentedReplies();
        for (Provider provider : Providers.ALL) {
            replies.add(text("/dev/hostdouble/openapi/" + provider.name() + ".json"));
        }
        return replies;
    }

    /** The replies that one document allows. */
    static DocumentedReplies parse(String document) {
        DocumentedReplies replies = new DocumentedReplies();
        replies.add(document);
        return replies;
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(DocumentedReplies.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** References lead from the whole document to the schemas; here each schema has them with it. */
    private void add(String document) {
        JsonNode root = read(document.replace(HERE, DEFINITIONS));
        JsonNode definitions = root.at("/components/schemas");
        for (JsonNode path : root.path("paths")) {
            for (JsonNode operation : path) {
                String id = operation.path("x-operation").asText();
                operations.add(id);
                operation.path("responses").properties().forEach(response -> {
                    Map<String, JsonSchema> byType = new ConcurrentHashMap<>();
                    response.getValue()
                            .path("content")
                            .properties()
                            .forEach(content -> byType.put(
                                    content.getKey(), compile(content.getValue().path("schema"), definitions)));
                    replies.put(id + " " + response.getKey(), byType);
                });
            }
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema compile(JsonNode schema, JsonNode definitions) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", definitions);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, config);
    }

    /** Whether an operation is in a document; the unknown one is in none. */
    public boolean has(String operation) {
        return operations.contains(operation);
    }

    /** The operations of all documents. */
    public Set<String> operations() {
        return Set.copyOf(operations);
    }

    /** What the document does not allow in the reply to a call; empty if it allows all of it. */
    public List<String> problems(String operation, Reply reply) {
        String type = reply.headers().first("Content-Type").orElse("");
        return problems(operation, reply.status(), type, reply.body().text());
    }

    /**
     * What the document does not allow in a reply: operation, place and what is wrong.
     *
     * @param contentType the header, or the empty string
     */
    public List<String> problems(String operation, int status, String contentType, String body) {
        String at = operation + " " + status;
        Map<String, JsonSchema> byType = replies.get(at);
        if (byType == null) {
            return List.of(at + ": this status is not in the document");
        }
        String type = mediaType(contentType);
        if (body.isEmpty() && byType.isEmpty()) {
            return List.of();
        }
        JsonSchema schema = byType.get(type);
        if (schema == null) {
            return List.of(at + ": the media type '" + type + "' is not in the document, which has " + byType.keySet());
        }
        if (!type.equals(JSON_TYPE)) {
            return List.of();
        }
        long key = key(at, body);
        if (valid.contains(key)) {
            return List.of();
        }
        List<String> problems = check(schema, at, body);
        if (problems.isEmpty()) {
            valid.add(key);
        }
        return problems;
    }

    private static List<String> check(JsonSchema schema, String at, String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            return List.of(at + ": the body is not JSON");
        }
        return schema.validate(json).stream()
                .map(message -> at + ": " + message.getInstanceLocation() + ": " + message.getMessage())
                .distinct()
                .toList();
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Short, as there are very many bodies. */
    private static long key(String at, String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return (crc.getValue() << 32) ^ (31L * at.hashCode() + body.hashCode());
    }
}
