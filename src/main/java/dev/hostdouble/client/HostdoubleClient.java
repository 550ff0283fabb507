package dev.hostdouble.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A client of the control API of a server. Immutable; threads may share it.
 *
 * <p>Every method sends its request and returns when the server has answered. Each throws {@link HostdoubleException} if the
 * server refuses, with its status and its sentence.
 */
public final class HostdoubleClient {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int STARTING = 503;
    private static final int MAX_PORT = 65_535;

    private final ControlConnection connection;

    private HostdoubleClient(ControlConnection connection) {
        this.connection = connection;
    }

    /**
     * A client of the server at a URL.
     *
     * @param server scheme, host and port, such as {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException if it is no such URL
     */
    public static HostdoubleClient at(URI server) {
        boolean isPort = server.getPort() >= -1 && server.getPort() <= MAX_PORT && server.getPort() != 0;
        if (server.getHost() == null
                || !SCHEMES.contains(String.valueOf(server.getScheme()))
                || !isPort
                || server.getRawUserInfo() != null
                || server.getRawQuery() != null
                || server.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "invalid URL of a server '" + server + "': expected a URL such as http://127.0.0.1:8080");
        }
        String text = server.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return new HostdoubleClient(new ControlConnection(base));
    }

    /** This client with the control token of the server ({@code --control-token}). */
    public HostdoubleClient withToken(String token) {
        return new HostdoubleClient(connection.withToken(token));
    }

    /**
     * This client with other certificates to trust, for a server at {@code https://}: those of a CA, and no others. By default it
     * trusts what the JVM trusts.
     *
     * @param pem the certificates, such as {@link #trustedCertificates()} returns them
     * @throws IllegalArgumentException if it has no certificates
     */
    public HostdoubleClient withTrustedCertificates(String pem) {
        return new HostdoubleClient(connection.trusting(pem));
    }

    /** The URL of the server, without a slash at its end. */
    public URI url() {
        return URI.create(connection.base());
    }

    /** A client of a world, which the first request that changes something creates. */
    public WorldClient world(String name) {
        String base = connection.base() + "/_w/" + ControlConnection.segment(name);
        return new WorldClient(name, connection.at(base));
    }

    /** Status, version and worlds of the server; also while it is starting. Needs no token. */
    public Health health() {
        return Health.of(connection.json("GET", "/health", "", Set.of(STARTING)));
    }

    /** The certificates that a client of the HTTPS port has to trust, in PEM; 404 without one. Needs no token. */
    public String trustedCertificates() {
        return connection.text("GET", "/ca.pem", "");
    }

    /** The metrics of the server, in the text format of Prometheus. */
    public String metrics() {
        return connection.text("GET", "/metrics", "");
    }

    /** All worlds. */
    public List<WorldInfo> worlds() {
        return connection.get("/worlds").list("worlds", WorldInfo::of);
    }

    /** Creates a world from the start state, or leaves the one of that name as it is. */
    public WorldClient createWorld(String name) {
        WorldInfo.of(connection.json("PUT", "/worlds/" + ControlConnection.segment(name), ""));
        return world(name);
    }

    /** Makes a world a copy of another one, whatever it was before. */
    public WorldClient forkWorld(String name, String from) {
        WorldInfo.of(connection.send("PUT", "/worlds/" + ControlConnection.segment(name), Map.of("from", from)));
        return world(name);
    }

    /** Deletes a world; refused with 404 if there is none of that name. */
    public void deleteWorld(String name) {
        connection.json("DELETE", "/worlds/" + ControlConnection.segment(name), "");
    }

    /** The scenarios that can be activated by name. */
    public List<CatalogueEntry> scenarioCatalogue() {
        return connection.get("/scenarios/catalogue").list("scenarios", CatalogueEntry::of);
    }

    /** Says what is wrong with the text of a scenario, as {@code hostdouble check} does. */
    public ScenarioCheck checkScenario(String text) {
        return ScenarioCheck.of(connection.json("POST", "/scenarios/check", text));
    }

    /** Which documented answers clients met in all worlds since the server started. */
    public CoverageClient coverage() {
        return new CoverageClient("/coverage/all", connection);
    }

    /** What providers can change by themselves. */
    public List<ChangeKind> changeKinds() {
        return connection.get("/changes").list("changes", ChangeKind::of);
    }

    /** All endpoints of the control API. */
    public List<Endpoint> endpoints() {
        return connection.get("/").list("endpoints", Endpoint::of);
    }

    /** The names of the JSON Schemas of scenarios, start states and saved states. */
    public List<String> schemas() {
        return connection.get("/schemas").texts("schemas");
    }

    /** A JSON Schema as text, such as {@code world.schema.json}. */
    public String schema(String name) {
        return connection.text("GET", "/schemas/" + ControlConnection.segment(name), "");
    }

    /** The names of the OpenAPI documents of the providers and of the control API. */
    public List<String> openApiDocuments() {
        return connection.get("/openapi").texts("documents");
    }

    /** An OpenAPI document as text, such as {@code hosterapi.json}. */
    public String openApiDocument(String name) {
        return connection.text("GET", "/openapi/" + ControlConnection.segment(name), "");
    }

    /** The JSON Schema of scenarios as text. */
    public String scenarioSchema() {
        return connection.text("GET", "/scenario.schema.json", "");
    }
}
