package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parsed text. It is read from the tokens of a parser: creating a mapper takes longer than reading a scenario.
 *
 * @param node the content
 * @param place where the content and its parts begin
 */
record Tree(JsonNode node, Place place) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * Reads the value whose first token is the parser's current one; afterwards, its last token is. Without a token, the
     * content is missing.
     */
    static Tree read(JsonParser parser) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, start);
        }
        if (token == JsonToken.START_ARRAY) {
            return list(parser, start);
        }
        JsonNode content = token == null ? NODES.missingNode() : scalar(parser, token);
        return new Tree(content, new Place(start, parser.currentLocation(), true, Map.of()));
    }

    private static Tree mapping(JsonParser parser, JsonLocation start) throws IOException {
        ObjectNode mapping = NODES.objectNode();
        Map<String, Place> parts = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Tree member = read(parser);
            mapping.set(key, member.node);
            parts.put(key, member.place);
        }
        return new Tree(mapping, new Place(start, start, false, parts));
    }

    private static Tree list(JsonParser parser, JsonLocation start) throws IOException {
        ArrayNode list = NODES.arrayNode();
        Map<String, Place> parts = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Tree item = read(parser);
            parts.put(String.valueOf(list.size()), item.place);
            list.add(item.node);
        }
        return new Tree(list, new Place(start, start, false, parts));
    }

    private static JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_EMBEDDED_OBJECT -> NODES.binaryNode(parser.getBinaryValue());
            default -> throw new IllegalStateException("no value: " + token);
        };
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }
}
