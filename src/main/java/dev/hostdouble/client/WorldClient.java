package dev.hostdouble.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A client of one world: everything a test can see or move. Immutable; threads may share it. Errors are as with
 * {@link HostdoubleClient}.
 */
public final class WorldClient {
    private static final int NOT_MET = 422;
    private static final int UNDECIDED = 409;
    private static final String RESOURCES = "/resources";
    private static final String LEDGER = "/ledger";

    private final String name;
    private final ControlConnection connection;

    WorldClient(String name, ControlConnection connection) {
        this.name = name;
        this.connection = connection;
    }

    /** The name of the world. */
    public String name() {
        return name;
    }

    /**
     * What stands in this world for the scheme and host of every provider, such as
     * {@code http://127.0.0.1:8080/_w/my-test}. Append the rest of the provider's URL: {@code url() + "/api/v1/job/15"}.
     */
    public URI url() {
        return URI.create(connection.base());
    }

    /** The base of the control API of this world. */
    public URI controlUrl() {
        return URI.create(connection.base() + ControlConnection.CONTROL);
    }

    /** Goes back to start state, clock and journal. */
    public void reset() {
        connection.json("POST", "/reset", "");
    }

    /** The clock. */
    public ClockClient clock() {
        return new ClockClient(connection);
    }

    /** The active scenarios. */
    public ScenariosClient scenarios() {
        return new ScenariosClient(connection);
    }

    /** The calls in the journal. */
    public RequestsClient requests() {
        return new RequestsClient(connection);
    }

    /** What happens in this world from now on, as it happens. The world must exist. */
    public EventStream events() {
        return events(EventFilter.all());
    }

    /** The events that a filter selects, as they happen. The world must exist. */
    public EventStream events(EventFilter filter) {
        return new EventStream(connection, filter);
    }

    /** The jobs. */
    public JobsClient jobs() {
        return new JobsClient(connection);
    }

    /** What the providers have, of each kind the latest 100. */
    public Resources resources() {
        return Resources.of(connection.get(RESOURCES));
    }

    /**
     * What the providers have of some kinds, such as the servers of a provider.
     *
     * @param api the provider, or {@code *} for all
     * @param kind such as {@code server}; it may contain {@code *}
     * @param limit the most of each kind, up to 10000; the latest are listed
     */
    public Resources resources(String api, String kind, int limit) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("kind", kind, "limit", Integer.toString(limit)));
        if (!api.equals("*")) {
            query.put("api", api);
        }
        return Resources.of(connection.get(RESOURCES + ControlConnection.query(query)));
    }

    /** What the session would have cost, with the latest 100 entries. */
    public Ledger ledger() {
        return Ledger.of(connection.get(LEDGER));
    }

    /**
     * What the session would have cost at some providers, or by some entries; only these are counted and added up.
     *
     * @param api the provider, or {@code *} for all
     * @param kind {@code order}, {@code renewal}, {@code deletion} or {@code reversal}, or {@code *} for all
     * @param limit how many entries are listed at most, up to 10000; the latest are
     */
    public Ledger ledger(String api, String kind, int limit) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("api", api, "kind", kind));
        query.values().removeIf("*"::equals);
        query.put("limit", Integer.toString(limit));
        return Ledger.of(connection.get(LEDGER + ControlConnection.query(query)));
    }

    /** The files in a VSS user's own store. */
    public StoreClient store(String user) {
        return new StoreClient(user, connection);
    }

    /** Checks only what the active scenarios expect of their rules. */
    public VerificationResult verify() {
        return verify(Verification.expect());
    }

    /** Checks expectations on calls and rules, and what the active scenarios expect of their rules. */
    public VerificationResult verify(Verification expected) {
        return VerificationResult.of(connection.json(
                "POST", "/verify", ControlConnection.text(expected.body()), Set.of(NOT_MET, UNDECIDED)));
    }

    /**
     * Lets a provider change something by itself.
     *
     * @param change a kind with its value, and its options: {@code Map.of("hosterapi/vm", 4001, "state", "stopped")}; see
     *     {@link HostdoubleClient#changeKinds()}
     * @return whether anything changed
     */
    public boolean change(Map<String, ?> change) {
        return connection.send("POST", "/changes", change).flag("changed");
    }

    /** The whole world as JSON, for {@link #loadState}. Credentials are in it as they are. */
    public String state() {
        return connection.text("GET", "/state", "");
    }

    /** Goes on from a saved state, or from the one in a report. */
    public void loadState(String state) {
        connection.json("PUT", "/state", state);
    }

    /** Everything that happened, as a file for {@code hostdouble replay}; stand-ins take the places of credentials. */
    public String replay() {
        return connection.text("GET", "/replay", "");
    }

    /** As {@link #replay()}, with the credentials as they are. */
    public String replayWithCredentials() {
        return connection.text("GET", "/replay?secrets=keep", "");
    }

    /**
     * Plays a recording, or the one in a report. The world is then as the recording ends, with all its calls, whatever it was
     * before.
     */
    public PlayedRecording playReplay(String recording) {
        return PlayedRecording.of(connection.json("PUT", "/replay", recording));
    }

    /**
     * All that is known of the world, for a bug report: one page of HTML that also contains {@link #replay()} and {@link
     * #state()}, for {@code hostdouble replay} and {@link #loadState}. Stand-ins take the places of credentials.
     */
    public String report() {
        return connection.text("GET", "/report", "");
    }

    /** As {@link #report()}, as Markdown. */
    public String reportAsMarkdown() {
        return connection.text("GET", "/report?as=markdown", "");
    }

    /** Every operation with its answers, and how often each was given in this world. */
    public List<OperationInfo> operations() {
        return connection.get("/operations").list("operations", OperationInfo::of);
    }

    /** What the calls in the journal say about the client that made them. */
    public AuditReport audit() {
        return AuditReport.of(connection.get("/audit"));
    }

    /** Which documented answers clients met in this world since it was created. */
    public CoverageClient coverage() {
        return new CoverageClient("/coverage", connection);
    }
}
