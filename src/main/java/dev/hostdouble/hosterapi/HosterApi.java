package dev.hostdouble.hosterapi;

import static dev.hostdouble.hosterapi.HosterError.CONFIG_FAILED;
import static dev.hostdouble.hosterapi.HosterError.JOB_NOT_FOUND;
import static dev.hostdouble.hosterapi.HosterError.MISSING_PARAMETER;
import static dev.hostdouble.hosterapi.HosterError.NO_SUCH_VM;
import static dev.hostdouble.hosterapi.HosterError.NO_TARGET_BACKUP;
import static dev.hostdouble.hosterapi.HosterError.SIGNAL_FAILED;
import static dev.hostdouble.hosterapi.HosterError.TIMEOUT;
import static dev.hostdouble.hosterapi.HosterError.UNAUTHORIZED;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Request;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Schema;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Dialect;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.OperationHandler;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.ProviderInstance.Match;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HosterAPI in one world. Its route table reads like the provider's own table of contents. */
public final class HosterApi implements ProviderInstance {
    public static final String NAME = "hosterapi";

    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";

    private final Sections sections;
    private final List<Operation> routes;
    private final LaravelRouter framework;

    /** A start state that has been read and checked. */
    public static final class Start {
        private final HosterState state;

        private Start(HosterState state) {
            this.state = state;
        }
    }

    /**
     * Reads a start state.
     *
     * @throws InvalidFileException naming file and line of everything that is wrong
     */
    public static Start read(Document document) throws InvalidFileException {
        return new Start(HosterState.read(document));
    }

    /** The JSON Schema of a start state's file, on the class path. */
    public static String stateSchema() {
        return HosterState.SCHEMA;
    }

    /** The tables HosterAPI needs, as SQL. */
    public static String schema() {
        return Schema.of(HosterApi.class);
    }

    /**
     * HosterAPI on a database whose tables are there and empty; puts the start state in.
     *
     * @param acceptAnyToken whether any token is accepted
     * @param now the instant the world begins
     */
    public HosterApi(Database db, Jobs jobs, RandomSource seed, Start start, boolean acceptAnyToken, Instant now) {
        sections = new Sections(db, jobs, seed, start.state, acceptAnyToken, now);
        routes = table(sections);
        framework = new LaravelRouter(routes, sections.dialect);
    }

    private static List<Operation> table(Sections is) {
        return List.of(
                // Dedicated
                route("dedicated.market", GET, "/datacenter/dedicated/market", is.market::market)
                        .fails(UNAUTHORIZED),
                route("dedicated.order", POST, "/datacenter/dedicated/order", is.market::order)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.templates", GET, "/datacenter/dedicated/templates", is.market::templates)
                        .fails(UNAUTHORIZED),
                route("dedicated.list", GET, "/datacenter/dedicated", is.market::list)
                        .fails(UNAUTHORIZED),
                route("dedicated.start", PUT, "/datacenter/dedicated/{sid}/start", is.dedicatedPower::start)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.shutdown", PUT, "/datacenter/dedicated/{sid}/shutdown", is.dedicatedPower::shutdown)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.reboot", PUT, "/datacenter/dedicated/{sid}/reboot", is.dedicatedPower::reboot)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.reinstall", PUT, "/datacenter/dedicated/{sid}/reinstall", is.dedicated::reinstall),
                route("dedicated.console", GET, "/datacenter/dedicated/{sid}/console", is.dedicated::console)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("dedicated.status", GET, "/datacenter/dedicated/{sid}/status", is.dedicated::status)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.config", GET, "/datacenter/dedicated/{sid}/config", is.dedicated::config)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("dedicated.terminate", POST, "/datacenter/dedicated/{sid}/terminate", is.dedicated::terminate)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                // Jobs
                route("job.info", GET, "/job/{jobId}", is.jobs::info)
                        .answers("queued", "executing", "finished", "failed")
                        .fails(UNAUTHORIZED, JOB_NOT_FOUND),
                // Server
                route("server.status", GET, "/datacenter/server/{sid}/status", is.status::status)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("server.config", GET, "/datacenter/server/{sid}/config", is.status::config)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("server.incidents", GET, "/datacenter/server/{sid}/incidents", is.status::incidents)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("server.console", GET, "/datacenter/server/{sid}/console", is.console::console)
                        .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM),
                route("server.delete", POST, "/datacenter/server/{sid}/delete", is.servers::delete)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, TIMEOUT),
                route("server.rdns", POST, "/datacenter/server/{sid}/rdns", is.setup::rdns)
                        .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM),
                route("server.change", PUT, "/datacenter/server/{sid}/change", is.setup::change)
                        .answers(Evidence.ASSUMED, "the page shows no answer; a job ticket, as for reinstall"),
                route("server.start", PUT, "/datacenter/server/{sid}/start", is.power::start)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.shutdown", PUT, "/datacenter/server/{sid}/shutdown", is.power::shutdown)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.stop", PUT, "/datacenter/server/{sid}/stop", is.power::stop)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.reboot", PUT, "/datacenter/server/{sid}/reboot", is.power::reboot)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.reboot_force", PUT, "/datacenter/server/{sid}/reboot/force", is.power::rebootForce)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.reinstall", PUT, "/datacenter/server/{sid}/reinstall", is.setup::reinstall)
                        .fails(NO_SUCH_VM, TIMEOUT),
                route("server.password_reset", PUT, "/datacenter/server/{sid}/password/reset", is.setup::passwordReset)
                        .fails(UNAUTHORIZED, NO_SUCH_VM, CONFIG_FAILED),
                route("server.backups_list", GET, "/datacenter/server/{sid}/backups/list", is.backups::list)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("server.backups_status", GET, "/datacenter/server/{sid}/backups/status", is.backups::status)
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("server.backups_create", PUT, "/datacenter/server/{sid}/backups/create", is.backups::create)
                        .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM, TIMEOUT),
                route("server.backups_restore", POST, "/datacenter/server/{sid}/backups/restore", is.backups::restore)
                        .fails(NO_TARGET_BACKUP, UNAUTHORIZED, NO_SUCH_VM, SIGNAL_FAILED),
                route("server.create", POST, "/datacenter/server", is.servers::create)
                        .fails(MISSING_PARAMETER),
                route("server.list", GET, "/datacenter/server", is.servers::list)
                        .answers("some", "empty")
                        .fails(UNAUTHORIZED),
                route("server.templates", GET, "/datacenter/templates", is.servers::templates),
                // Software
                route("software.list", GET, "/software/list", is.software::list)
                        .answers(Evidence.OBSERVED, "the page shows no success; an object by package, seen in a client")
                        .fails(UNAUTHORIZED, NO_SUCH_VM),
                route("software.install", POST, "/software/install", is.software::install)
                        .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM),
                route("software.uninstall", POST, "/software/uninstall", is.software::uninstall)
                        .fails(MISSING_PARAMETER, UNAUTHORIZED, NO_SUCH_VM),
                // What the console's URL leads to; no part of the page
                Operation.of(NAME + "/novnc.open", GET, "/novnc/vnc.html", is.console::open)
                        .answers(Evidence.ASSUMED, "a page while the ticket is good")
                        .unauthenticated());
    }

    private static Operation route(String operation, String method, String path, OperationHandler handler) {
        return Operation.of(NAME + "/" + operation, method, "/api/v1" + path, handler);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation> routes() {
        return routes;
    }

    @Override
    public Dialect dialect() {
        return sections.dialect;
    }

    @Override
    public List<? extends ApiError> errors() {
        return List.of(HosterError.values());
    }

    @Override
    public Map<String, Object> stateOf(Call call) {
        Map<String, Object> state = new HashMap<>();
        Optional.ofNullable(call.path().get("sid")).map(sections.servers::state).ifPresent(state::putAll);
        // The signal that a power operation sends is the operation's own word.
        String operation = call.operation().id().substring(call.operation().id().indexOf('.') + 1);
        state.put("signal", operation.equals("reboot_force") ? "reboot" : operation);
        return state;
    }

    @Override
    public Optional<ApiException> soldOut(Call call) {
        Object id = call.params().get("id").orElse("");
        return Optional.of(HosterError.NO_SUCH_VM.with("sid", id));
    }

    @Override
    public Optional<ApiError> tooMany() {
        return Optional.of(HosterError.TOO_MANY_ATTEMPTS);
    }

    @Override
    public Match match(Request request) {
        return framework.match(request);
    }
}
