package dev.hostdouble.client;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes JSON at one place, as somebody does by hand. */
public final class JsonEdit {
    private JsonEdit() {}

    /** A copy of a document with another value at a place, whose parent must exist. */
    public static JsonNode with(JsonNode document, JsonPointer place, JsonNode value) {
        JsonNode copy = document.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ArrayNode list) {
            list.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
        return copy;
    }
}
