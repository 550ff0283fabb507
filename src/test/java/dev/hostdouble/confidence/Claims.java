package dev.hostdouble.confidence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All claims ({@code confidence.yaml}), by subject.
 *
 * @param subject a heading of the page
 */
record Claims(String subject, List<Claim> claims) {
    private static final String FILE = "/confidence.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static List<Claims> read() throws IOException {
        try (InputStream in = Objects.requireNonNull(Claims.class.getResourceAsStream(FILE), FILE)) {
            return YAML.readValue(in, new TypeReference<>() {});
        }
    }

    static List<Claim> all() throws IOException {
        return read().stream().flatMap(group -> group.claims().stream()).toList();
    }

    /** A single claim, as YAML has it. */
    static Claim claim(String yaml) throws IOException {
        return YAML.readValue(yaml, Claim.class);
    }

    static Optional<Claim> of(String sentence) throws IOException {
        return all().stream().filter(claim -> claim.sentence().equals(sentence)).findFirst();
    }
}
