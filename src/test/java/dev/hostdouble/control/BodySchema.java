package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Schemas by which the server checks bodies, as schemas of the OpenAPI document. */
final class BodySchema {
    private static final String DEFINITION = "#/$defs/";
    private static final String TYPE = "type";
    private static final String EXPECTED = "expected ";

    private BodySchema() {}

    /**
     * A schema that refers to its definitions elsewhere. Its descriptions are the ends of error messages; without the word
     * "expected" they describe values.
     *
     * @param place the begin of references to definitions, to which their names are appended with a capital letter
     */
    static JsonNode moved(JsonNode schema, String place) {
        if (schema.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : schema.properties()) {
                copy.set(member.getKey(), moved(member.getKey(), member.getValue(), place));
            }
            return copy.path(TYPE).isArray() ? alternatives(copy) : copy;
        }
        if (schema.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            schema.forEach(item -> copy.add(moved(item, place)));
            return copy;
        }
        return schema;
    }

    /** Generators read a value of several types as one of several schemas; each keeps what is said about its type. */
    private static JsonNode alternatives(ObjectNode schema) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        choice.set("description", schema.path("description"));
        ArrayNode types = choice.putArray("oneOf");
        for (JsonNode type : schema.path(TYPE)) {
            ObjectNode one = types.addObject();
            one.set(TYPE, type);
            List<String> about = type.asText().equals("string") ? List.of("pattern") : List.of("minimum", "maximum");
            about.stream().filter(schema::has).forEach(name -> one.set(name, schema.path(name)));
        }
        return choice;
    }

    private static JsonNode moved(String name, JsonNode value, String place) {
        if (!value.isTextual()) {
            return moved(value, place);
        }
        String text = value.asText();
        if (name.equals("$ref") && text.startsWith(DEFINITION)) {
            text = place + ControlDocument.capitalized(text.substring(DEFINITION.length()));
        } else if (name.equals("description") && text.startsWith(EXPECTED)) {
            text = text.substring(EXPECTED.length());
        }
        return JsonNodeFactory.instance.textNode(text);
    }
}
