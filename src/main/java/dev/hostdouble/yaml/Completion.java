package dev.hostdouble.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Completes one content by another. */
final class Completion {
    private Completion() {}

    /** Returns the first, with the members that it leaves out taken from the other; lists are taken whole. */
    static JsonNode of(JsonNode own, JsonNode other) {
        if (!own.isObject() || !other.isObject()) {
            return own;
        }
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        other.properties().forEach(member -> both.set(member.getKey(), member.getValue()));
        own.properties()
                .forEach(member -> both.set(member.getKey(), of(member.getValue(), other.path(member.getKey()))));
        return both;
    }
}
