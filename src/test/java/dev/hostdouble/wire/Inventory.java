package dev.hostdouble.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostdouble.Providers;
import dev.hostdouble.provider.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a provider's own page documents, carried over without its prose ({@code inventory/<api>.json}). */
public final class Inventory {
    private Inventory() {}

    /** The provider of a name. */
    public static Provider provider(String name) {
        return Providers.ALL.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The operations of a provider, in the order of its page. */
    public static List<Documented> of(String api) throws IOException {
        return read(api).operations();
    }

    /** How many responses the pages of a provider document, counted by hand. */
    static int documentedResponses(String api) throws IOException {
        return read(api).documentedResponses();
    }

    /** The errors of a provider that only appear as the output of a failed job, in a reply that succeeds. */
    static List<String> onlyInJobs(String api) throws IOException {
        return read(api).onlyInJobs();
    }

    private static Pages read(String api) throws IOException {
        String file = "/inventory/" + api + ".json";
        try (InputStream in = Objects.requireNonNull(Inventory.class.getResourceAsStream(file), file)) {
            return new ObjectMapper().readValue(in, Pages.class);
        }
    }

    /** The pages of a provider. */
    private record Pages(int documentedResponses, List<String> onlyInJobs, List<Documented> operations) {}

    /** One documented operation. */
    public record Documented(
            String operation, String method, String path, List<Param> params, List<Wire> responses, Example example) {
        @Override
        public String toString() {
            return operation;
        }
    }

    /** A parameter; the page gives no type for those in a path. */
    public record Param(String name, String in, @Nullable String type, boolean required) {}

    /**
     * A documented response: status, and the page's example body as it would come over the wire.
     *
     * @param version of the page, if it is an earlier one
     */
    public record Wire(int status, String wire, @Nullable String version) {
        /** Whether the page still says so. */
        boolean current() {
            return version == null;
        }
    }

    /** The page's example call; its body is JSON null where it has none. */
    public record Example(String method, String path, JsonNode body) {}
}
