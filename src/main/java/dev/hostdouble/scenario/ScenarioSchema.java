package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.scenario.effect.EffectType;
import dev.hostdouble.scenario.effect.EffectTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The JSON Schema of scenario files, for editors: a frame, and the part of each effect. Where it asks for a number, a boolean
 * or a word, it also accepts the placeholder of a parameter.
 */
public final class ScenarioSchema {
    private static final String FRAME = "/dev/hostdouble/schemas/scenario.schema.json";
    private static final Set<String> NO_TEXTS = Set.of("integer", "number", "boolean");
    private static final String DESCRIPTION = "description";

    private ScenarioSchema() {}

    /** Returns the schema as JSON. */
    public static String json() {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream in = ScenarioSchema.class.getResourceAsStream(FRAME)) {
            JsonNode schema = mapper.readTree(in);
            ArrayNode purposes = (ArrayNode) schema.at("/properties/purpose/enum");
            Purpose.words().forEach(purposes::add);
            ObjectNode effects = (ObjectNode) schema.at("/$defs/effect/properties");
            for (EffectType type : EffectTypes.ALL) {
                effects.set(type.kind(), mapper.readTree(type.schema()));
            }
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(withParameters(schema)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode withParameters(JsonNode schema) {
        if (schema instanceof ArrayNode list) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> all.add(withParameters(item)));
            return all;
        }
        if (!(schema instanceof ObjectNode)) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        boolean excludesPlaceholders = NO_TEXTS.contains(schema.path("type").asText())
                || schema.path("enum").isArray()
                || schema.path("const").isValueNode();
        if (!excludesPlaceholders) {
            schema.properties().forEach(member -> copy.set(member.getKey(), withParameters(member.getValue())));
            return copy;
        }
        ObjectNode value = schema.deepCopy();
        if (value.has(DESCRIPTION)) {
            copy.set(DESCRIPTION, value.remove(DESCRIPTION));
        }
        copy.putArray("anyOf").add(value).addObject().put("$ref", "#/$defs/parameter");
        return copy;
    }
}
