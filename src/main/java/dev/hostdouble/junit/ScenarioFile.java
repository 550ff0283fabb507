package dev.hostdouble.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A scenario in a file, on the class path or in the file system. */
final class ScenarioFile {
    private ScenarioFile() {}

    /** Whether a reference is a file, and not a name. */
    static boolean isFile(String reference) {
        return reference.matches("(?i).*\\.(yaml|yml|json)");
    }

    /**
     * The text of a file: a resource beside the test class or at the root of the class path, or a file.
     *
     * @throws IOException if there is none, saying where it was looked for
     */
    static String read(String reference, Class<?> test) throws IOException {
        String absolute = reference.startsWith("/") ? reference : "/" + reference;
        Optional<String> resource = resource(reference, test);
        if (resource.isEmpty()) {
            resource = resource(absolute, test);
        }
        if (resource.isPresent()) {
            return resource.get();
        }
        Path file = Path.of(reference);
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file '" + reference + "': looked on the class path beside " + test.getSimpleName()
                    + " and at its root, and at " + file.toAbsolutePath());
        }
        return Files.readString(file);
    }

    private static Optional<String> resource(String name, Class<?> test) throws IOException {
        try (InputStream in = test.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
