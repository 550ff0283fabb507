package dev.hostdouble.client;

import java.util.Map;
import java.util.TreeMap;

/** Which documented answers clients met, in one world or in all worlds of the server. Immutable; threads may share it. */
public final class CoverageClient {
    private static final String OPERATION = "operation";

    private final String path;
    private final Map<String, String> filter;
    private final ControlConnection connection;

    CoverageClient(String path, ControlConnection connection) {
        this(path, Map.of(), connection);
    }

    private CoverageClient(String path, Map<String, String> filter, ControlConnection connection) {
        this.path = path;
        this.filter = Map.copyOf(filter);
        this.connection = connection;
    }

    /** The same for some operations; the id may contain {@code *}: {@code hosterapi/server.*}. */
    public CoverageClient ofOperations(String pattern) {
        return new CoverageClient(path, Map.of(OPERATION, pattern), connection);
    }

    /** What was met so far. */
    public Coverage read() {
        return Coverage.of(connection.get(path + ControlConnection.query(filter)));
    }

    /** The same as text for a terminal. */
    public String table() {
        return as("table");
    }

    /** The same as a JUnit report; answers that were never met are skipped test cases. */
    public String junitXml() {
        return as("junit");
    }

    /** The same as one HTML page. */
    public String html() {
        return as("html");
    }

    /** Forgets what was met, of all operations. */
    public void clear() {
        connection.json("DELETE", path, "");
    }

    private String as(String format) {
        Map<String, String> query = new TreeMap<>(filter);
        query.put("as", format);
        return connection.text("GET", path + ControlConnection.query(query), "");
    }
}
