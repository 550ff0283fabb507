package dev.hostdouble.saved;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** How states are written and read: JSON in which every text comes back as it was, whatever characters it has. */
final class StateJson {
    private static final int MAX_DEPTH = 50;
    private static final int MOST_FOUND = 5;
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;

    // Halves of surrogate pairs are valid in a text of Java, but not in UTF-8: they are written as escapes.
    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .highestNonEscapedChar(LAST_BEFORE_SURROGATES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StateJson() {}

    /** The JSON of a value in one line. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads JSON.
     *
     * @throws StateException naming line and column if it is not JSON, or names a member twice
     */
    static JsonNode read(InputStream in) throws IOException {
        try {
            return MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            // The parser's own words may repeat what is in the file.
            boolean isTwice = e.getOriginalMessage().startsWith("Duplicate field");
            throw new StateException(place + (isTwice ? "a member that is there twice" : "invalid JSON"));
        }
    }

    /** What there is in the place of an object with a member, for messages: short, whatever is there. */
    static String found(JsonNode json, String member) {
        if (json.has(member)) {
            return Excerpt.of(json.path(member).toString());
        }
        if (!json.isObject()) {
            return json.isMissingNode()
                    ? "nothing"
                    : "JSON of type " + json.getNodeType().name().toLowerCase(Locale.ROOT);
        }
        return json.properties().stream()
                .limit(MOST_FOUND)
                .map(one -> Excerpt.of(one.getKey()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "an empty object" : names));
    }
}
