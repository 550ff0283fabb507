package dev.hostdouble.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hostdouble.core.Glob;
import dev.hostdouble.provider.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which public clients call which operations ({@code conformance/clients.yaml}). */
public final class RealClients {
    private static final String FILE = "/conformance/clients.yaml";

    private final Map<String, List<String>> patterns;

    private RealClients(Map<String, List<String>> patterns) {
        this.patterns = patterns;
    }

    /** Reads the file. */
    public static RealClients read() throws IOException {
        try (InputStream in = Objects.requireNonNull(RealClients.class.getResourceAsStream(FILE), FILE)) {
            return new RealClients(new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<>() {}));
        }
    }

    /** The names of the clients that call an operation. */
    public List<String> of(Operation operation) {
        return patterns.entrySet().stream()
                .filter(client -> client.getValue().stream()
                        .anyMatch(pattern -> Glob.of(pattern).matches(operation.id())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of all clients. */
    public Set<String> names() {
        return patterns.keySet();
    }

    /** All patterns, of all clients. */
    List<String> patterns() {
        return patterns.values().stream().flatMap(List::stream).toList();
    }
}
