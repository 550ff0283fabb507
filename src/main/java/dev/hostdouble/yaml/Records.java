package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Excerpt;

/** Maps documents to records. Loaded on first use, because scenarios do not need the mapper and creating it is slow. */
final class Records {
    private static final int LONGEST_MESSAGE = 200;

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Records() {}

    /** The pointer of the value that does not fit; empty for the whole content. */
    static String pointer(JsonProcessingException e) {
        StringBuilder pointer = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            mapping.getPath().forEach(at -> pointer.append('/')
                    .append(at.getFieldName() != null ? at.getFieldName() : String.valueOf(at.getIndex())));
        }
        return pointer.toString();
    }

    /** What does not fit. */
    static String message(JsonProcessingException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause instanceof JacksonException invalid ? invalid.getOriginalMessage() : cause.getMessage();
        return Excerpt.of(String.valueOf(message), LONGEST_MESSAGE);
    }

    private record Sample(int value) {}

    /** Loads what mapping needs. */
    static void load() {
        try {
            Document sample = Document.read("sample", "value: 1");
            Sample unused = MAPPER.treeToValue(sample.root(), Sample.class);
        } catch (JsonProcessingException | InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
