package dev.hostdouble.control;

import static dev.hostdouble.control.ControlRoute.row;

import dev.hostdouble.provider.Provider;
import dev.hostdouble.saved.StateReader;
import dev.hostdouble.saved.StateSchema;
import dev.hostdouble.scenario.Catalogue;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.function.Supplier;

/** The table of the control API: one row for each endpoint. */
final class ControlTable {
    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private ControlTable() {}

    static List<ControlRoute> rows(
            Worlds worlds,
            List<Provider> providers,
            Catalogue catalogue,
            String version,
            ServerState server,
            Supplier<List<ControlRoute>> all) {
        WorldControl world = new WorldControl(worlds, providers, version, server);
        ClockControl clock = new ClockControl();
        JournalControl journal = new JournalControl(providers, catalogue, version);
        JobControl job = new JobControl(providers);
        ResourceControl resource = new ResourceControl(providers);
        LedgerControl ledger = new LedgerControl(providers);
        FileStoreControl store = new FileStoreControl();
        ScenarioTexts scenarioText = new ScenarioTexts(providers, catalogue);
        ScenarioControl scenario = new ScenarioControl(
                providers, catalogue, scenarioText, server.certificates().isPresent());
        StateSchema stateSchema = new StateSchema(providers);
        StateControl state = new StateControl(new StateReader(providers, stateSchema, worlds.start()), version);
        SchemaControl schema = new SchemaControl(providers, stateSchema);
        OpenApiControl openApi = new OpenApiControl(providers);
        ChangeControl change = new ChangeControl(providers);
        CoverageControl coverage = new CoverageControl(providers, catalogue, worlds);
        IndexControl index = new IndexControl(all, version);
        ReplayControl replay = new ReplayControl(providers, worlds, version);
        EventControl event = new EventControl(providers);
        return List.of(
                row(GET, "/", index::show).ofServer().unguarded(),
                row(GET, "/health", world::health).ofServer().unguarded(),
                row(GET, "/ca.pem", world::certificates).ofServer().unguarded(),
                row(POST, "/reset", world::reset),
                row(GET, "/state", state::save).heavy(),
                row(PUT, "/state", state::load).anyBody().heavy(),
                row(GET, "/clock", clock::show),
                row(PUT, "/clock", clock::set).body("clock"),
                row(POST, "/clock/advance", clock::advance).body("advance"),
                row(POST, "/clock/run-until", clock::runUntil).body("run-until"),
                row(GET, "/requests", journal::list).takes(JournalControl.FILTERS),
                row(GET, "/requests/{n}", journal::show).takes(JournalControl.VIEWS),
                row(DELETE, "/requests", journal::clear).createsNoWorld(),
                row(GET, "/events", event::stream).takes(EventControl.FILTERS),
                row(GET, "/metrics", new MetricsControl(worlds, server.connections(), event::open)::page)
                        .ofServer(),
                row(GET, "/scenarios", scenario::list),
                row(POST, "/scenarios", scenario::activate).anyBody(),
                row(GET, "/scenarios/catalogue", scenario::catalogue).ofServer(),
                row(POST, "/scenarios/check", scenarioText::check).anyBody().ofServer(),
                row(GET, "/scenarios/{name}", scenarioText::show),
                row(GET, "/scenarios/{name}/explain", scenario::explain),
                row(GET, "/scenarios/{folder}/{name}", scenarioText::show),
                row(GET, "/scenarios/{folder}/{name}/explain", scenario::explain),
                row(PUT, "/scenarios/{name}", scenario::put).anyBody(),
                row(PUT, "/scenarios/{folder}/{name}", scenario::put).anyBody(),
                row(DELETE, "/scenarios/{name}", scenario::deactivate).createsNoWorld(),
                row(DELETE, "/scenarios/{folder}/{name}", scenario::deactivate).createsNoWorld(),
                row(GET, "/changes", change::list).ofServer(),
                row(POST, "/changes", change::make).anyBody(),
                row(GET, "/scenario.schema.json", schema::scenario).ofServer(),
                row(GET, "/schemas", schema::list).ofServer(),
                row(GET, "/schemas/{name}", schema::show).ofServer(),
                row(GET, "/openapi", openApi::list).ofServer(),
                row(GET, "/openapi/{name}", openApi::show).ofServer(),
                row(POST, "/verify", new VerifyControl(providers)::verify)
                        .body("verify")
                        .createsNoWorld(),
                row(GET, "/replay", replay::export).takes(ReplayControl.PARAMETERS),
                row(PUT, "/replay", replay::play).anyBody().heavy(),
                row(GET, "/report", new ReportControl(providers, catalogue, replay, version)::export)
                        .takes(ReportControl.PARAMETERS)
                        .heavy(),
                row(GET, "/resources", resource::list).takes(resource.parameters()),
                row(GET, "/ledger", ledger::list).takes(ledger.parameters()),
                row(GET, "/jobs", job::list).takes(job.filters()),
                row(POST, "/jobs/{id}/finish", job::finish).createsNoWorld().recorded(),
                row(POST, "/jobs/{id}/fail", job::fail)
                        .body("job-fail")
                        .createsNoWorld()
                        .recorded(),
                row(GET, "/stores/{user}", store::list),
                row(PUT, "/stores/{user}", store::replace).body("files").recorded(),
                row(POST, "/stores/{user}", store::put).body("file").recorded(),
                row(DELETE, "/stores/{user}", store::delete)
                        .takes(FileStoreControl.DELETION)
                        .createsNoWorld()
                        .recorded(),
                row(GET, "/worlds", world::list).ofServer(),
                row(PUT, "/worlds/{name}", world::create).ofServer().body("world"),
                row(DELETE, "/worlds/{name}", world::delete).ofServer(),
                row(GET, "/coverage", coverage::ofWorld).takes(CoverageControl.PARAMETERS),
                row(DELETE, "/coverage", coverage::clear).createsNoWorld(),
                row(GET, "/coverage/all", coverage::ofAll).ofServer().takes(CoverageControl.PARAMETERS),
                row(DELETE, "/coverage/all", coverage::clearAll).ofServer(),
                row(GET, "/audit", new AuditControl(providers)::report).takes(AuditControl.PARAMETERS),
                row(GET, "/operations", new OperationControl(providers)::list));
    }
}
