package dev.hostdouble.audit;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostdouble.core.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Reads the bodies of calls as JSON. */
final class BodyJson {
    private static final int DEEPEST = 100;
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private BodyJson() {}

    /** Reads a body; empty if it is not JSON. */
    static Optional<JsonNode> read(Bytes body) {
        try {
            return body.length() == 0 ? Optional.empty() : Optional.of(MAPPER.readTree(body.array()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
