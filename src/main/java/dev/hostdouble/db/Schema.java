package dev.hostdouble.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Loads the SQL scripts that create the tables. */
public final class Schema {
    /** The tables that a script makes use memory in proportion to its length. */
    private static final int BYTES_PER_CHARACTER = 24;

    private static final Pattern END = Pattern.compile(";(\\R|$)");

    // Of the scripts that the program has: every world runs them.
    private static final Map<Class<?>, String> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, List<String>> STATEMENTS = new ConcurrentHashMap<>();

    private Schema() {}

    /** Runs a script; returns about how many bytes of memory its tables use. */
    static long run(Connection connection, String script) {
        List<String> statements = statements(script);
        try (Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run SQL script: " + script, e);
        }
        return statements.stream().mapToLong(String::length).sum() * BYTES_PER_CHARACTER;
    }

    /**
     * The statements of a script, without the lines that are comments. H2 reads all that follows a statement again before it
     * runs the next one, so each is given to it alone.
     */
    private static List<String> statements(String script) {
        return STATEMENTS.computeIfAbsent(script, Schema::split);
    }

    private static List<String> split(String script) {
        String plain = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return END.splitAsStream(plain)
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Returns the text of {@code schema.sql} in the package of a class. */
    public static String of(Class<?> neighbour) {
        return TEXTS.computeIfAbsent(neighbour, Schema::read);
    }

    private static String read(Class<?> neighbour) {
        try (InputStream in = Objects.requireNonNull(neighbour.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
