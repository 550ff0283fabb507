package dev.hostdouble.control;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.yaml.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the OpenAPI document of the control API from its rows, their texts and the schemas of their replies. */
final class ControlDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMAS = Path.of("src/test/resources/openapi/control-schemas.yaml");
    private static final String HERE = "#/components/schemas/";
    private static final String JSON_TYPE = "application/json";
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";
    private static final String STRING = "string";

    private final List<ControlRoute> rows;
    private final JsonNode texts = new EndpointTexts().entries();
    private final ObjectNode schemas;

    private ControlDocument(List<ControlRoute> rows) throws Exception {
        this.rows = rows;
        this.schemas = (ObjectNode)
                Document.read(SCHEMAS.toString(), Files.readString(SCHEMAS)).root();
    }

    /** The document as it is in the repository. */
    static String text(List<ControlRoute> rows) throws Exception {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(new ControlDocument(rows).build()) + "\n";
    }

    private JsonNode build() throws Exception {
        ObjectNode root = JSON.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Control API of Hostdouble")
                .put(DESCRIPTION, "Steers an emulator of hosting providers: its worlds, clocks, scenarios and jobs.")
                .put("version", "1");
        servers(root.putArray("servers"));
        Set<String> subjects = new LinkedHashSet<>();
        ObjectNode paths = JSON.createObjectNode();
        for (ControlRoute row : rows) {
            JsonNode text = texts.path(row.name());
            subjects.add(text.path("subject").asText());
            paths.withObjectProperty(row.path().text())
                    .set(row.method().toLowerCase(Locale.ROOT), operation(row, text));
        }
        ArrayNode tags = root.putArray("tags");
        subjects.forEach(subject -> tags.addObject().put("name", subject));
        ArrayNode security = root.putArray("security");
        security.addObject();
        security.addObject().putArray("controlToken");
        root.set("paths", paths);
        ObjectNode components = root.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("controlToken")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(DESCRIPTION, "The value of HOSTDOUBLE_CONTROL_TOKEN, where the server has one.");
        components.set("responses", sharedErrors());
        components.set("schemas", schemas);
        return root;
    }

    private static void servers(ArrayNode servers) {
        servers.addObject().put("url", "http://127.0.0.1:8080/_emulator").put(DESCRIPTION, "the world default");
        ObjectNode world = servers.addObject().put("url", "http://127.0.0.1:8080/_w/{world}/_emulator");
        world.put(DESCRIPTION, "any world");
        world.putObject("variables").putObject("world").put("default", "default");
    }

    private ObjectNode operation(ControlRoute row, JsonNode text) throws Exception {
        ObjectNode operation =
                JSON.createObjectNode().put("operationId", text.path("id").asText());
        operation.putArray("tags").add(text.path("subject").asText());
        operation.put("summary", text.path("does").asText());
        parameters(row, text, operation);
        body(row, text, operation);
        operation.set("responses", responses(row, text));
        return operation;
    }

    private static void parameters(ControlRoute row, JsonNode text, ObjectNode operation) {
        ArrayNode parameters = JSON.createArrayNode();
        for (String segment : row.path().names()) {
            ObjectNode parameter = parameters.addObject().put("name", segment).put("in", "path");
            JsonNode known = text.path("path").path(segment);
            parameter.put(DESCRIPTION, known.path("is").asText(known.asText()));
            segmentSchema(parameter.put("required", true).putObject(SCHEMA), known);
        }
        for (QueryParam known : row.parameters()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", known.name()).put("in", "query");
            parameter.put(DESCRIPTION, known.meaning()).set(SCHEMA, schema(known));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private static void segmentSchema(ObjectNode schema, JsonNode known) {
        schema.put("type", known.path("type").asText(STRING));
        if (known.path("type").asText().equals("integer")) {
            schema.put("format", "int64").put("minimum", 1);
        }
    }

    private static ObjectNode schema(QueryParam known) {
        ObjectNode schema = JSON.createObjectNode();
        if (known.most() != null) {
            schema.put("type", "integer")
                    .put("format", "int32")
                    .put("minimum", 0)
                    .put("maximum", known.most());
        } else {
            schema.put("type", STRING);
            known.words().forEach(word -> schema.withArrayProperty("enum").add(word));
        }
        Optional.ofNullable(known.otherwise())
                .ifPresent(text ->
                        schema.set("default", JSON.valueToTree(known.most() == null ? text : Integer.valueOf(text))));
        return schema;
    }

    private void body(ControlRoute row, JsonNode text, ObjectNode operation) throws Exception {
        Optional<String> form = row.body().flatMap(ControlBody::schema);
        if (form.isPresent()) {
            String name = component(form.get());
            boolean isRequired = schemas.path(name).has("required");
            ObjectNode body = operation.putObject("requestBody").put("required", isRequired);
            content(body, JSON_TYPE, name);
        } else if (text.has("body")) {
            ObjectNode body = operation.putObject("requestBody");
            body.put("required", !text.path("body").toString().contains("ScenarioPut"));
            text.path("body")
                    .properties()
                    .forEach(media ->
                            content(body, media.getKey(), media.getValue().asText()));
        }
    }

    private static void content(ObjectNode owner, String media, String schema) {
        owner.withObjectProperty("content").putObject(media).putObject(SCHEMA).put("$ref", HERE + schema);
    }

    /** The schema by which the server checks a body, as a component, and its definitions as others. */
    private String component(String form) throws Exception {
        String name = capitalized(form) + "Body";
        if (!schemas.has(name)) {
            ObjectNode schema = (ObjectNode)
                    JSON.readTree(Files.readString(Path.of("src/main/resources" + ControlBody.resource(form))));
            schema.remove("$schema");
            JsonNode definitions = Optional.ofNullable(schema.remove("$defs")).orElseGet(JSON::createObjectNode);
            String moved = HERE + capitalized(form);
            schemas.set(name, BodySchema.moved(schema, moved));
            definitions
                    .properties()
                    .forEach(one -> schemas.set(
                            capitalized(form) + capitalized(one.getKey()), BodySchema.moved(one.getValue(), moved)));
        }
        return name;
    }

    static String capitalized(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : List.of(name.split("-", -1))) {
            text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return text.toString();
    }

    private ObjectNode responses(ControlRoute row, JsonNode text) {
        ObjectNode responses = JSON.createObjectNode();
        text.path("replies").properties().forEach(reply -> {
            ObjectNode response = responses.putObject(reply.getKey());
            response.put(DESCRIPTION, reply.getValue().path("is").asText());
            if (reply.getValue().has(SCHEMA)) {
                content(response, JSON_TYPE, reply.getValue().path(SCHEMA).asText());
            }
            reply.getValue()
                    .path("media")
                    .properties()
                    .forEach(media ->
                            content(response, media.getKey(), media.getValue().asText()));
        });
        for (SharedError shared : SharedError.values()) {
            if (shared.isOf(row) && !text.path("errors").has(shared.status())) {
                if (responses.has(shared.status())) {
                    addError((ObjectNode) responses.path(shared.status()), shared.when());
                } else {
                    responses.putObject(shared.status()).put("$ref", "#/components/responses/" + shared.reference());
                }
            }
        }
        text.path("errors").properties().forEach(own -> {
            String general = SharedError.UNKNOWN_WORLD.isOf(row) && own.getKey().equals("404")
                    ? SharedError.UNKNOWN_WORLD.when() + ", or "
                    : "";
            addError(
                    responses.withObjectProperty(own.getKey()),
                    general + own.getValue().asText());
        });
        return responses;
    }

    private ObjectNode sharedErrors() {
        ObjectNode responses = JSON.createObjectNode();
        for (SharedError shared : SharedError.values()) {
            addError(responses.putObject(shared.reference()), shared.when());
        }
        return responses;
    }

    /** A status can be that of an answer and of an error too: then its body is one of both. */
    private void addError(ObjectNode response, String when) {
        String before = response.has(DESCRIPTION) ? response.path(DESCRIPTION).asText() + "; " : "";
        response.put(DESCRIPTION, before + when);
        JsonNode known = response.at("/content/application~1json/schema/$ref");
        if (known.isMissingNode()) {
            content(response, JSON_TYPE, "Error");
            return;
        }
        String name = known.asText().substring(HERE.length());
        String either = name + "OrError";
        if (!schemas.has(either)) {
            ArrayNode choice = schemas.putObject(either).putArray("oneOf");
            choice.addObject().put("$ref", HERE + name);
            choice.addObject().put("$ref", HERE + "Error");
        }
        content(response, JSON_TYPE, either);
    }
}
