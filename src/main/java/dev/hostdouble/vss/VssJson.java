package dev.hostdouble.vss;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Utf8;
import java.util.Optional;

/**
 * JSON as Flask writes it: compact, everything beyond ASCII as lower-case {@code \}{@code uXXXX}. Members are in the
 * order of the alphabet, as on the page: records here declare them so.
 */
final class VssJson {
    private static final int MAX_DEPTH = 100;
    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VssJson() {}

    static Bytes encode(Object value) {
        try {
            return Bytes.of(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** The JSON object in a body; nothing where it is malformed or something else. */
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

    /** Reads what {@link #encode} has written. */
    static <T> T decode(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + text, e);
        }
    }
}
