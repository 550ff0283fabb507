package dev.hostdouble.vss;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Utf8;
import java.util.Optional;

/**
 * Writes JSON as Flask does: compact, with non-ASCII characters as lower-case {@code \}{@code uXXXX}. Members are in
 * alphabetical order, as on the page; the records of this package declare them in that order.
 */
final class VssJson {
    private static final int MAX_DEPTH = 100;
    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()) // virtual threads keep no buffers
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VssJson() {}

    /** Writes compact JSON. */
    static Bytes encode(Object value) {
        try {
            return Bytes.of(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write as JSON: " + value.getClass(), e);
        }
    }

    /** Parses the JSON object in a body; empty if the body is malformed or not an object. */
    static Optional<JsonNode> object(Bytes body) {
        return Utf8.decode(body.array()).flatMap(VssJson::read).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Reads JSON that {@link #encode} wrote. */
    static <T> T decode(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("invalid JSON of a " + type.getSimpleName() + ": " + text, e);
        }
    }
}
