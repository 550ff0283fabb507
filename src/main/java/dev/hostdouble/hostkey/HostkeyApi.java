package dev.hostdouble.hostkey;

import dev.hostdouble.core.ApiError;
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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** HOSTKEY in one world. Its route table reads like the provider's own table of contents. */
public final class HostkeyApi implements ProviderInstance {
    public static final String NAME = "hostkey";

    private static final String ANY = "ANY";

    private final Sections sections;
    private final List<Operation> routes;
    private final Map<String, Operation> byAction;

    /** A start state that has been read and checked. */
    public static final class Start {
        private final HostkeyState state;

        private Start(HostkeyState state) {
            this.state = state;
        }
    }

    /**
     * Reads a start state.
     *
     * @throws InvalidFileException naming file and line of everything that is wrong
     */
    public static Start read(Document document) throws InvalidFileException {
        return new Start(HostkeyState.read(document));
    }

    /** The JSON Schema of a start state's file, on the class path. */
    public static String stateSchema() {
        return HostkeyState.SCHEMA;
    }

    /** The tables HOSTKEY needs, as SQL. */
    public static String schema() {
        return Schema.of(HostkeyApi.class);
    }

    /**
     * HOSTKEY on a database whose tables are there and empty; puts the start state in.
     *
     * @param acceptAnyToken whether any token is accepted, as the first account's
     */
    public HostkeyApi(Database db, Jobs jobs, RandomSource seed, Start start, boolean acceptAnyToken) {
        sections = new Sections(db, jobs, seed, start.state, acceptAnyToken);
        routes = table(sections);
        byAction = routes.stream().collect(Collectors.toMap(Operation::id, Function.identity()));
    }

    private static List<Operation> table(Sections is) {
        return List.of(
                // Iso
                action("iso", "add", is.iso::add).fails(HostkeyError.INVALID_ARGUMENT),
                action("iso", "del", is.iso::del).fails(HostkeyError.ISO_DATA_NOT_FOUND),
                action("iso", "delete", is.iso::delete).fails(HostkeyError.ISO_ID_REQUIRED),
                action("iso", "history", is.isoLists::history).fails(HostkeyError.INVALID_ID),
                action("iso", "list_iso", is.isoLists::listIso).fails(HostkeyError.SERVER_ID_REQUIRED),
                action("iso", "mount_iso", is.drive::mountIso).fails(HostkeyError.ISO_NAME_REQUIRED),
                action("iso", "unmount_iso", is.drive::unmountIso).fails(HostkeyError.UNMOUNT_SERVER_ID_REQUIRED),
                action("iso", "update", is.iso::update).fails(HostkeyError.ISO_NOT_FOUND),
                action("iso", "upload", is.isoUploads::upload).fails(HostkeyError.INVALID_URL),
                action("iso", "uploaded", is.isoUploads::uploaded).fails(HostkeyError.INCORRECT_PARAMS),
                // Vm
                action("vm", "create_snapshot", is.snapshots::create).fails(HostkeyError.SNAPSHOT_CREATION_FAILED),
                action("vm", "get_snapshot", is.snapshots::get).fails(HostkeyError.SNAPSHOT_LIST_FAILED),
                action("vm", "load_stats", is.loadStats::loadStats).fails(HostkeyError.STATS_FAILED),
                action("vm", "remove_snapshot", is.snapshots::remove).fails(HostkeyError.SNAPSHOT_REMOVAL_FAILED),
                action("vm", "restore_snapshot", is.snapshots::restore).fails(HostkeyError.SNAPSHOT_RESTORE_FAILED),
                // Companions that clients call around them
                companion("vm", "get_engine", is.vm::getEngine, Evidence.ASSUMED),
                companion("vm", "update_restore_settings", is.vm::updateRestoreSettings, Evidence.ASSUMED),
                companion("eq", "show", is.eq::show, Evidence.OBSERVED),
                companion("eq", "list", is.eq::list, Evidence.OBSERVED),
                companion("eq", "update_servers", is.eq::updateServers, Evidence.OBSERVED),
                companion("eq", "status", is.eq::status, Evidence.ASSUMED),
                companion("eq", "on", is.eq::on, Evidence.OBSERVED),
                companion("eq", "off", is.eq::off, Evidence.OBSERVED),
                companion("eq", "reboot", is.eq::reboot, Evidence.OBSERVED),
                companion("auth", "login", is.auth::login, Evidence.OBSERVED).unauthenticated(),
                companion("auth", "whmcslogin", is.auth::whmcsLogin, Evidence.OBSERVED)
                        .unauthenticated(),
                companion("auth", "logout", is.auth::logout, Evidence.ASSUMED),
                companion("auth", "info", is.auth::info, Evidence.ASSUMED),
                action("eq_callback", "check", is.eqCallback::check)
                        .answers(
                                Evidence.OBSERVED,
                                "seen on another official page and in official clients",
                                "running",
                                "stage",
                                "done",
                                "failed")
                        .fails(HostkeyError.KEY_NOT_FOUND)
                        .unauthenticated());
    }

    private static Operation action(String module, String action, OperationHandler handler) {
        return Operation.of(NAME + "/" + module + "." + action, ANY, "/" + module + ".php", handler);
    }

    private static Operation companion(String module, String action, OperationHandler handler, Evidence evidence) {
        return action(module, action, handler).answers(evidence, "not on the pages of iso and vm");
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
        return List.of(HostkeyError.values());
    }

    @Override
    public Map<String, Object> stateOf(Call call) {
        return Input.of(call).id("id").map(sections.vm::state).orElse(Map.of());
    }

    /** The action of the module; whatever the method, as observed. */
    @Override
    public Match match(Request request) {
        String path = request.path();
        String action = Input.of(sections.dialect.read(request)).text("action").orElse("");
        String module = path.endsWith(".php") ? path.substring(1, path.length() - ".php".length()) : path;
        Operation route = byAction.get(NAME + "/" + module + "." + action);
        return new Match(route == null ? unknown(action) : route, Map.of());
    }

    private static Operation unknown(String action) {
        return Operation.unknown(NAME + "/unknown", call -> {
            throw HostkeyError.UNKNOWN_ACTION.with("action", action);
        });
    }
}
