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
import dev.hostdouble.core.PiecewiseBody;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.yaml.JsonProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control API's JSON: compact, members in the order of their records, one line break at the end. */
final class ControlJson {
    private static final int MAX_DEPTH = 100;

    /** Many small values take far more memory than their text. */
    private static final int MAX_TOKENS = 100_000;

    private static final Headers HEADERS = Headers.of("Content-Type", "application/json", "Cache-Control", "no-store");
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
                        .maxTokenCount(MAX_TOKENS)
                        .build());
    }

    private ControlJson() {}

    static Reply reply(int status, Object body) {
        return Reply.of(status, Bytes.of(line(body) + "\n")).with(HEADERS);
    }

    /** A value as JSON in one line, without a line break. */
    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A reply with a list that is made while it is sent.
     *
     * @param frame the body with an empty list, the last one in it, where the items belong
     */
    static Reply streamed(Object frame, List<?> items) {
        try {
            String text = MAPPER.writeValueAsString(frame) + "\n";
            int at = text.lastIndexOf("[]") + 1;
            return Reply.of(200, Bytes.NONE)
                    .with(HEADERS)
                    .with(new ListBody(text.substring(0, at), text.substring(at), items));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ListBody extends PiecewiseBody {
        private final String head;
        private final String tail;
        private final List<?> items;
        private int written = -1; // how many items; -1 before the head

        ListBody(String head, String tail, List<?> items) {
            this.head = head;
            this.tail = tail;
            this.items = items;
        }

        @Override
        protected boolean step() throws IOException {
            if (written < 0) {
                out.write(head.getBytes(StandardCharsets.UTF_8));
            } else if (written < items.size()) {
                if (written > 0) {
                    out.write(',');
                }
                out.write(MAPPER.writeValueAsBytes(items.get(written)));
            } else {
                out.write(tail.getBytes(StandardCharsets.UTF_8));
                return false;
            }
            written++;
            return true;
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
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An object without members. */
    static JsonNode empty() {
        return MAPPER.createObjectNode();
    }

    /**
     * The JSON in a request's body; an empty body is an empty object, and so is {@code null}, which generated Java clients send
     * for a body that is left out.
     *
     * @throws ControlException if it is not JSON, or names a member twice
     */
    static JsonNode read(Request request) {
        try {
            JsonNode body = request.body().length() == 0
                    ? empty()
                    : MAPPER.readTree(request.body().array());
            return body.isNull() ? empty() : body;
        } catch (JsonProcessingException e) {
            throw new ControlException(400, "invalid JSON: " + JsonProblem.of(e));
        } catch (IOException e) {
            throw new ControlException(400, "unreadable body");
        }
    }
}
