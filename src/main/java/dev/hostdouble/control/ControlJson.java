package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.util.Iterator;
import java.util.List;

/** The control API's JSON: compact, members in the order of their records, one line break at the end. */
final class ControlJson {
    private static final int MAX_DEPTH = 100;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    private ControlJson() {}

    static Reply reply(int status, Object body) {
        try {
            return Reply.of(status, Bytes.of(MAPPER.writeValueAsString(body) + "\n"))
                    .with(Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The JSON object in a request's body; an empty body is an empty object.
     *
     * @throws ControlException if it is not a JSON object, or has members that are not allowed
     */
    static JsonNode object(Request request, List<String> allowed) {
        JsonNode node;
        try {
            node = request.body().length() == 0
                    ? MAPPER.createObjectNode()
                    : MAPPER.readTree(request.body().array());
        } catch (JsonProcessingException e) {
            throw new ControlException(400, "invalid JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new ControlException(400, "unreadable body");
        }
        return members(node, allowed);
    }

    /**
     * That node, which is an object.
     *
     * @throws ControlException if it is not a JSON object, or has members that are not allowed
     */
    static JsonNode members(JsonNode node, List<String> allowed) {
        if (!node.isObject()) {
            throw new ControlException(400, "expected a JSON object with " + allowed);
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw new ControlException(400, "unknown member '" + name + "'; expected " + allowed);
            }
        }
        return node;
    }
}
