package dev.hostdouble.client;

import java.util.List;
import java.util.Map;

/** The journal of a world: calls and replies, without credentials unless a method says so. */
public final class RequestsClient {
    private static final String REQUESTS = "/requests";
    private static final String CURL = "as=curl";

    private final ControlConnection connection;

    RequestsClient(ControlConnection connection) {
        this.connection = connection;
    }

    /**
     * Calls that were selected.
     *
     * @param total how many the journal has
     * @param latest the latest of them, the latest first
     */
    public record Selection(long total, List<RecordedCall> latest) {}

    /** The latest calls, the latest first. */
    public Selection list() {
        return list(RequestFilter.all());
    }

    /** The latest calls that a filter selects, the latest first. */
    public Selection list(RequestFilter filter) {
        Members json = connection.get(REQUESTS + ControlConnection.query(filter.parameters()));
        return new Selection(json.number("total"), json.list("requests", RecordedCall::of));
    }

    /** A call in full, by its number. */
    public CallDetails call(long n) {
        return CallDetails.of(connection.get(REQUESTS + "/" + n));
    }

    /** A call as a line for a shell that sends it again with curl; the world is in its URL. */
    public String curl(long n) {
        return connection.text("GET", REQUESTS + "/" + n + "?" + CURL, "").stripTrailing();
    }

    /** As {@link #curl(long)}, with the credentials as they were sent. */
    public String curlWithCredentials(long n) {
        return connection
                .text("GET", REQUESTS + "/" + n + "?" + CURL + "&secrets=keep", "")
                .stripTrailing();
    }

    /** The calls that a filter selects as one shell script, the oldest first. */
    public String curlScript(RequestFilter filter) {
        Map<String, String> parameters = filter.parameters();
        parameters.put("as", "curl");
        return connection.text("GET", REQUESTS + ControlConnection.query(parameters), "");
    }

    /** The calls that a filter selects as an HTTP Archive (HAR), the oldest first. */
    public String har(RequestFilter filter) {
        Map<String, String> parameters = filter.parameters();
        parameters.put("as", "har");
        return connection.text("GET", REQUESTS + ControlConnection.query(parameters), "");
    }

    /** Forgets all calls. A recording is incomplete after that, until the next reset. */
    public void clear() {
        connection.json("DELETE", REQUESTS, "");
    }
}
