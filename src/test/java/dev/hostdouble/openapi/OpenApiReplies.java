package dev.hostdouble.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.provider.KnownAnswer;
import dev.hostdouble.provider.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code responses} of operations: for each status, all bodies that its answers can have. */
final class OpenApiReplies {
    static final String JSON_TYPE = "application/json";

    private static final Pattern WORD_START = Pattern.compile("[._-](\\w)");
    private static final String REF = "$ref";
    private static final String ONE_OF = "oneOf";
    private static final String HERE = "#/components/schemas/";

    private final OpenApiSource source;
    private final ObjectNode components;

    OpenApiReplies(OpenApiSource source, ObjectNode components) {
        this.source = source;
        this.components = components;
    }

    /** All schemas that replies refer to. */
    ObjectNode components() {
        return components;
    }

    /** {@code iso.list_iso} as generators name methods: {@code isoListIso}. */
    static String camelCase(String name) {
        return WORD_START.matcher(name).replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT));
    }

    private static String capitalized(String name) {
        String camelCase = camelCase(name);
        return camelCase.substring(0, 1).toUpperCase(Locale.ROOT) + camelCase.substring(1);
    }

    ObjectNode of(Operation operation) {
        Map<Integer, List<KnownAnswer>> byStatus = new TreeMap<>();
        for (KnownAnswer answer : operation.allAnswers()) {
            byStatus.computeIfAbsent(answer.status(), none -> new ArrayList<>()).add(answer);
        }
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        byStatus.forEach((status, answers) -> {
            ObjectNode response = responses.putObject(String.valueOf(status));
            response.put("description", answers.stream().map(KnownAnswer::name).collect(Collectors.joining(", ")));
            answers.forEach(answer -> describe(response.withArrayProperty("x-answers"), answer));
            content(operation, status, answers, response);
        });
        return responses;
    }

    private static void describe(ArrayNode described, KnownAnswer answer) {
        ObjectNode node = described.addObject().put("answer", answer.name());
        if (!answer.text().isEmpty()) {
            node.put("text", answer.text());
        }
        node.put("evidence", answer.evidence().word());
        if (!answer.note().isEmpty()) {
            node.put("note", answer.note());
        }
    }

    private void content(Operation operation, int status, List<KnownAnswer> answers, ObjectNode response) {
        Map<String, Set<JsonNode>> bodies = new TreeMap<>();
        for (KnownAnswer answer : answers) {
            String other = source.mediaType(operation, answer).orElse("");
            if (!other.isEmpty()) {
                add(bodies, other, text());
            } else if (!source.isEmpty(operation, answer)) {
                named(operation, answer).forEach(schema -> add(bodies, JSON_TYPE, schema));
                source.otherMediaType(answer).ifPresent(type -> add(bodies, type, text()));
            }
        }
        bodies.forEach((type, schemas) -> response.withObjectProperty("content")
                .putObject(type)
                .set("schema", oneOf(capitalized(operation.name()) + (status < 300 ? "" : status) + "Reply", schemas)));
    }

    private static void add(Map<String, Set<JsonNode>> bodies, String type, JsonNode schema) {
        bodies.computeIfAbsent(type, none -> new LinkedHashSet<>()).add(schema);
    }

    private static JsonNode text() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }

    /** References to the forms of an answer; a schema without a name gets one, after which generators name a class. */
    private List<JsonNode> named(Operation operation, KnownAnswer answer) {
        JsonNode schema = source.body(operation, answer);
        if (schema.size() == 1 && schema.has(REF)) {
            return List.of(schema);
        }
        if (schema.size() == 1
                && schema.path(ONE_OF).findValues(REF).size()
                        == schema.path(ONE_OF).size()) {
            List<JsonNode> forms = new ArrayList<>();
            schema.path(ONE_OF).forEach(forms::add);
            return forms;
        }
        String name = operation.name() + (answer.name().equals("ok") ? "" : "_" + answer.name());
        return List.of(define(capitalized(name), schema));
    }

    private JsonNode oneOf(String name, Set<JsonNode> schemas) {
        if (schemas.size() == 1) {
            return schemas.iterator().next();
        }
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.putArray(ONE_OF).addAll(schemas);
        return define(name, one);
    }

    private JsonNode define(String name, JsonNode schema) {
        JsonNode known = components.get(name);
        if (known != null && !known.equals(schema)) {
            throw new IllegalStateException("two schemas are called " + name);
        }
        components.set(name, schema);
        return JsonNodeFactory.instance.objectNode().put(REF, HERE + name);
    }
}
