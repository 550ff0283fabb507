package dev.hostdouble.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** Loads the SQL scripts that create the tables. */
public final class Schema {
    private Schema() {}

    /** A script without the lines that are comments. */
    static String withoutComments(String script) {
        return script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    }

    /** Returns the text of {@code schema.sql} in the package of a class. */
    public static String of(Class<?> neighbour) {
        try (InputStream in = Objects.requireNonNull(neighbour.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
