package dev.hostdouble.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.yaml.JsonProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The control API's JSON: compact, members in the order of their records, one line break at the end. */
final class ControlJson {
    private static final int MAX_DEPTH = 100;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
     * The members of the JSON object in a request's body by name, as Java values.
     *
     * @throws ControlException if it is not a JSON object
     */
    static Map<String, Object> values(Request request) {
        JsonNode node = read(request);
        if (!node.isObject()) {
            throw new ControlException(400, "expected a JSON object");
        }
        return MAPPER.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** The JSON in a body; empty if it is not JSON. */
    static Optional<JsonNode> parse(Bytes body) {
        try {
            return Optional.of(MAPPER.readTree(body.array())).filter(node -> !node.isMissingNode());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    /** An object without members. */
    static JsonNode empty() {
        return MAPPER.createObjectNode();
    }

    /**
     * The JSON in a request's body; an empty body is an empty object.
     *
     * @throws ControlException if it is not JSON, or names a member twice
     */
    static JsonNode read(Request request) {
        try {
            return request.body().length() == 0
                    ? empty()
                    : MAPPER.readTree(request.body().array());
        } catch (JsonProcessingException e) {
            throw new ControlException(400, "invalid JSON: " + JsonProblem.of(e));
        } catch (java.io.IOException e) {
            throw new ControlException(400, "unreadable body");
        }
    }
}
