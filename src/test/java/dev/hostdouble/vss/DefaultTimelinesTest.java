package dev.hostdouble.vss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A start state can give every operation that takes time another timeline, and no other operation. */
class DefaultTimelinesTest {
    @Test
    void the_schema_allows_the_default_timelines() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(DefaultTimelinesTest.class.getResourceAsStream(VssApi.stateSchema()))) {
            JsonNode timelines = new ObjectMapper().readTree(in).at("/properties/timelines/properties");
            assertThat(timelines.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(DefaultTimelines.USUAL.keySet());
        }
    }
}
