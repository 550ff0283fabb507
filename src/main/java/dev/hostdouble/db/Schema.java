package dev.hostdouble.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Tables, as SQL beside the classes that use them. */
public final class Schema {
    private Schema() {}

    /** The {@code schema.sql} beside a class. */
    public static String of(Class<?> neighbour) {
        try (InputStream in = Objects.requireNonNull(neighbour.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
