package dev.hostdouble.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Parameter;
import dev.hostdouble.provider.Provider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Makes the OpenAPI document of a provider from the rows of its operations and from the schemas of their replies. */
final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REQUIRED = "required";
    private static final String SCHEMA = "schema";
    private static final String CONTENT = "content";
    private static final String TOKEN = "token";

    private final Provider provider;
    private final OpenApiSource source;
    private final ObjectNode root = JSON.createObjectNode();
    private final OpenApiReplies replies;

    private OpenApiDocument(Provider provider, OpenApiSource source) {
        this.provider = provider;
        this.source = source;
        this.replies = new OpenApiReplies(source, source.components());
    }

    /** The document as it is in the repository. */
    static String text(Provider provider, OpenApiSource source) {
        return write(new OpenApiDocument(provider, source).build());
    }

    private static String write(JsonNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""))
                .withObjectIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode build() {
        root.put("openapi", "3.1.0");
        ObjectNode info = root.putObject("info").put("title", source.title(provider.name()));
        source.description().ifPresent(text -> info.put("description", text));
        info.put("version", "1");
        servers(root.putArray("servers"));
        tags();
        ObjectNode paths = root.putObject("paths");
        for (Operation operation : provider.operations()) {
            ObjectNode path = paths.withObjectProperty(path(operation));
            String method = operation.isAction() ? "post" : operation.method().toLowerCase(Locale.ROOT);
            if (path.has(method)) {
                throw new IllegalStateException("two operations at " + method + " " + path(operation));
            }
            path.set(method, operation(operation));
        }
        ObjectNode components = root.putObject("components");
        if (source.securitySchemes().isObject()) {
            components.set("securitySchemes", source.securitySchemes());
        }
        components.set("schemas", replies.components());
        return root;
    }

    /** As in a server at its usual address; the server writes its own one. */
    private static void servers(ArrayNode servers) {
        servers.addObject().put("url", "http://127.0.0.1:8080").put("description", "the world default");
        ObjectNode world = servers.addObject().put("url", "http://127.0.0.1:8080/_w/{world}");
        world.put("description", "any world");
        world.putObject("variables").putObject("world").put("default", "default");
    }

    private void tags() {
        Set<String> sections = new LinkedHashSet<>();
        provider.operations().forEach(operation -> sections.add(operation.section()));
        ArrayNode tags = root.putArray("tags");
        sections.forEach(section -> tags.addObject().put("name", section));
    }

    /** The actions of one path are told apart by the query, as generators make nothing usable of them otherwise. */
    private static String path(Operation operation) {
        String text = operation.path().text();
        return operation.isAction() ? text + "?action=" + operation.action() : text;
    }

    private ObjectNode operation(Operation operation) {
        ObjectNode node = JSON.createObjectNode();
        node.put("operationId", OpenApiReplies.camelCase(operation.name()));
        node.putArray("tags").add(operation.section());
        node.put("summary", source.summary(operation));
        node.put("x-operation", operation.id());
        parameters(operation, node);
        if (hasBody(operation)) {
            body(operation, node.putObject("requestBody"));
        }
        // An empty list says that no header is needed: HOSTKEY has its token among the parameters.
        node.set("security", source.security(operation).orElseGet(JSON::createArrayNode));
        node.set("responses", replies.of(operation));
        return node;
    }

    private static boolean hasBody(Operation operation) {
        return operation.isAction() || (!operation.parameters().isEmpty() && !isInQuery(operation));
    }

    private static boolean isInQuery(Operation operation) {
        return WITHOUT_BODY.contains(operation.method());
    }

    private void parameters(Operation operation, ObjectNode node) {
        List<String> segments = operation.path().names();
        if (segments.isEmpty()
                && !(isInQuery(operation) && !operation.parameters().isEmpty())) {
            return;
        }
        ArrayNode parameters = node.putArray("parameters");
        for (String segment : segments) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", segment).put("in", "path").put(REQUIRED, true);
            JsonNode text = JSON.createObjectNode().put("type", "string");
            parameter.set(SCHEMA, source.pathSegment(segment).orElse(text));
        }
        if (isInQuery(operation)) {
            for (Parameter known : operation.parameters()) {
                ObjectNode parameter =
                        parameters.addObject().put("name", known.name()).put("in", "query");
                if (known.missing().isPresent()) {
                    parameter.put(REQUIRED, true);
                }
                parameter.set(SCHEMA, ParameterSchema.of(known));
            }
        }
    }

    /** One of these members is there. */
    private static void oneOf(Set<String> names, ArrayNode anyOf) {
        names.forEach(name -> anyOf.addObject().putArray(REQUIRED).add(name));
    }

    private void body(Operation operation, ObjectNode body) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ArrayNode required = JSON.createArrayNode();
        ObjectNode properties = JSON.createObjectNode();
        Set<Set<String>> needed = new LinkedHashSet<>();
        if (operation.isAction() && !operation.open()) {
            required.add(TOKEN);
            properties.putObject(TOKEN).put("type", "string").put("description", "the token of a session");
        }
        for (Parameter parameter : operation.parameters()) {
            if (parameter.missing().isPresent()) {
                Set<String> names = new TreeSet<>(parameter.others());
                names.add(parameter.name());
                needed.add(names);
            }
            properties.set(parameter.name(), ParameterSchema.of(parameter));
        }
        needed.stream().filter(names -> names.size() == 1).forEach(names -> names.forEach(required::add));
        if (!required.isEmpty() || !needed.isEmpty()) {
            body.put(REQUIRED, true);
        }
        if (!required.isEmpty()) {
            schema.set(REQUIRED, required);
        }
        needed.stream()
                .filter(names -> names.size() > 1)
                .forEach(names -> oneOf(
                        names, schema.withArrayProperty("allOf").addObject().putArray("anyOf")));
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        String type = provider.bodies() == BodyFormat.FORM ? FORM : OpenApiReplies.JSON_TYPE;
        body.putObject(CONTENT).putObject(type).set(SCHEMA, schema);
    }
}
