package dev.hostdouble.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.hostdouble.provider.PathTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Compares requests to the control API and their replies with its OpenAPI document. Thread-safe. */
public final class ControlContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a request can get that the document lists for no operation by its status. */
    private static final Set<Integer> ANY_REQUEST = Set.of(408, 413, 414, 431, 500);

    private static final ControlContract INSTANCE = new ControlContract();

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private ControlContract() {
        try {
            // Where a schema has its definitions, so that each can be one of its own.
            document = JSON.readTree(
                    Files.readString(ControlDocumentTest.FILE).replace("#/components/schemas/", "#/$defs/"));
            // It is for readers; the validator would warn of a keyword that it does not know.
            document.findParents("x-events").forEach(schema -> ((ObjectNode) schema).remove("x-events"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document in the repository. */
    public static ControlContract instance() {
        return INSTANCE;
    }

    /** A request: its path behind {@code /_emulator}, as sent, and its body as text. */
    public record Sent(String method, String path, String query, String body) {}

    /** A reply; its body as text. */
    public record Received(int status, String contentType, String body) {}

    /**
     * Fails unless a reply is described whose body was made while it was sent; {@link KeepControlContract} compares others.
     *
     * @param target path and query of the request, as sent
     */
    public void requireStreamed(String method, String target, Received received) {
        URI sent = URI.create("http://localhost" + target);
        int control = sent.getRawPath().indexOf(Control.BASE + "/");
        if (control >= 0) {
            String path = sent.getRawPath().substring(control + Control.BASE.length());
            String query = Optional.ofNullable(sent.getRawQuery()).orElse("");
            assertThat(problems(new Sent(method, path, query, ""), received)).isEmpty();
        }
    }

    /** What is wrong with a reply, and with a request that succeeded; empty if both are as described. */
    public List<String> problems(Sent sent, Received received) {
        String method = sent.method().equals("HEAD") ? "GET" : sent.method();
        List<JsonNode> operations = operations(method.toLowerCase(Locale.ROOT), sent.path());
        List<String> problems = new ArrayList<>();
        if (operations.isEmpty()) {
            if (received.status() < 400 && !method.equals("OPTIONS")) {
                problems.add("no such operation, but status " + received.status());
            }
            return problems;
        }
        JsonNode operation = operations.get(0);
        reply(operation, sent.method().equals("HEAD"), received, problems);
        if (received.status() < 300) {
            query(operation, sent.query(), problems);
            body(operation, sent.body(), problems);
        }
        return problems.stream()
                .map(problem -> sent.method() + " " + sent.path() + " " + received.status() + ": " + problem)
                .toList();
    }

    /** The operations at a path, the one with most literal segments first. */
    private List<JsonNode> operations(String method, String path) {
        List<String> segments = PathTemplate.split(path);
        return document.path("paths").properties().stream()
                .filter(one -> one.getValue().has(method))
                .filter(one -> PathTemplate.of(one.getKey()).match(segments).isPresent())
                .sorted((a, b) -> Integer.compare(named(a.getKey()), named(b.getKey())))
                .map(one -> one.getValue().path(method))
                .toList();
    }

    private static int named(String path) {
        return PathTemplate.of(path).names().size();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void reply(JsonNode operation, boolean isHead, Received received, List<String> problems) {
        JsonNode responses = operation.path("responses");
        String status = String.valueOf(received.status());
        if (!responses.has(status) && !ANY_REQUEST.contains(received.status())) {
            problems.add("the status is not described");
            return;
        }
        JsonNode content = resolved(responses.path(responses.has(status) ? status : "default"))
                .path("content");
        String type = mediaType(received.contentType());
        if (!content.has(type)) {
            problems.add("the media type '" + type + "' is not described");
        } else if (!isHead) {
            matches(content.path(type).path("schema"), type.endsWith("json"), received.body(), problems);
        }
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip();
    }

    private void matches(JsonNode schema, boolean isJson, String body, List<String> problems) {
        JsonNode value;
        try {
            value = isJson ? JSON.readTree(body) : JSON.getNodeFactory().textNode(body);
        } catch (JsonProcessingException e) {
            problems.add("the body is not JSON: " + e.getOriginalMessage());
            return;
        }
        validator(schema).validate(value).forEach(message -> problems.add(message.getMessage()));
    }

    private JsonSchema validator(JsonNode schema) {
        return schemas.computeIfAbsent(schema.toString(), text -> {
            ObjectNode whole = schema.deepCopy();
            whole.set("$defs", document.path("components").path("schemas"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            whole,
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .formatAssertionsEnabled(true)
                                    .build());
        });
    }

    private void query(JsonNode operation, String query, List<String> problems) {
        for (Map.Entry<String, String> sent : pairs(query).entrySet()) {
            Optional<JsonNode> known = Optional.empty();
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && parameter.path("name").asText().equals(sent.getKey())) {
                    known = Optional.of(parameter);
                }
            }
            if (known.isEmpty()) {
                problems.add("the parameter '" + sent.getKey() + "' is not described");
            } else {
                JsonNode schema = known.get().path("schema");
                boolean isText = schema.path("type").asText().equals("string");
                String value =
                        isText ? JSON.getNodeFactory().textNode(sent.getValue()).toString() : sent.getValue();
                matches(schema, true, value, problems);
            }
        }
    }

    private static Map<String, String> pairs(String query) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : List.of(query.split("&", -1))) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                pairs.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Bodies in YAML are described, but not compared. */
    private void body(JsonNode operation, String body, List<String> problems) {
        JsonNode request = operation.path("requestBody");
        if (body.isBlank()) {
            if (request.path("required").asBoolean()) {
                problems.add("the body is required, but there was none");
            }
            return;
        }
        JsonNode content = request.path("content");
        if (content.has("application/json") && body.strip().startsWith("{")) {
            boolean isJson = isJson(body);
            if (isJson || !content.has("application/yaml")) {
                matches(content.path("application/json").path("schema"), true, body, problems);
            }
        }
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
