package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What {@code endpoints.yaml} says of the endpoints of the control API. The file is read when it is first needed. */
final class EndpointTexts {
    private static final String FILE = "/dev/hostdouble/control/endpoints.yaml";

    private final Lazy<JsonNode> entries = Lazy.of(EndpointTexts::read);

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(EndpointTexts.class.getResourceAsStream(FILE), FILE)) {
            return Document.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .root();
        } catch (IOException | InvalidFileException e) {
            throw new IllegalStateException(FILE, e);
        }
    }

    /** All entries by endpoint, such as {@code GET /clock}. */
    JsonNode entries() {
        return entries.get();
    }

    /** What an endpoint does, in one sentence. */
    String description(ControlRoute route) {
        return entries().path(route.name()).path("does").asText();
    }
}
