package dev.hostdouble.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Maps documents to records. Loaded on first use, because scenarios do not need the mapper and creating it is slow. */
final class Records {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Records() {}

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
