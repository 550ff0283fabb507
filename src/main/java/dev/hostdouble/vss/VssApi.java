package dev.hostdouble.vss;

import static dev.hostdouble.core.Evidence.ASSUMED;
import static dev.hostdouble.core.Evidence.OBSERVED;

import dev.hostdouble.core.ApiError;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Request;
import dev.hostdouble.db.Database;
import dev.hostdouble.db.Schema;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Dialect;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.OperationHandler;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.ProviderInstance.Match;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VSS in one world. Its route table reads like the provider's own table of contents. */
public final class VssApi implements ProviderInstance {
    public static final String NAME = "vss";

    private static final String GET = "GET";
    private static final String OPTIONS = "OPTIONS";

    private final Sections sections;
    private final List<Operation> routes;
    private final FlaskRouter routing;

    /** A start state that has been read and checked. */
    public static final class Start {
        private final VssState state;

        private Start(VssState state) {
            this.state = state;
        }
    }

    /**
     * Reads a start state.
     *
     * @param shipped where images and users come from that this one leaves out
     * @throws InvalidFileException naming file and line of everything that is wrong
     */
    public static Start read(Document document, Document shipped) throws InvalidFileException {
        return new Start(VssState.read(document, shipped));
    }

    /** The JSON Schema of a start state's file, on the class path. */
    public static String stateSchema() {
        return VssState.SCHEMA;
    }

    /** The tables VSS needs, as SQL. */
    public static String schema() {
        return Schema.of(VssApi.class);
    }

    /**
     * VSS on a database whose tables are there and empty; puts the start state in.
     *
     * @param acceptAnyToken whether any token is accepted, as the first user's
     */
    public VssApi(Database db, Jobs jobs, RandomSource seed, Start start, boolean acceptAnyToken) {
        sections = new Sections(db, jobs, seed, start.state, acceptAnyToken);
        routes = table(sections, start.state.profile());
        routing = new FlaskRouter(routes);
    }

    private static List<Operation> table(Sections is, VssState.Profile profile) {
        return List.of(
                // Cloud API token
                route("token.request", "POST", "/auth/request-token", is.token::request)
                        .answers(OBSERVED, "the page shows its member token alone")
                        .unauthenticated(),
                // Public ISO images
                route("iso.options", OPTIONS, IsoSection.PATH, Description.iso(profile))
                        .answers(ASSUMED, "that it describes methods and parameters stands on the page, not how")
                        .unauthenticated(),
                route("iso.list", GET, IsoSection.PATH, is.isoList).answers(IsoSection.URLS, IsoSection.OBJECTS),
                route("iso.get", GET, IsoSection.PATH + "/{id}", is.iso::get)
                        .answers(OBSERVED, "the list names its URL; the shape is that of other resources"),
                // Personal ISO images
                route("user_iso.options", OPTIONS, UserIsoSection.PATH, Description.userIso())
                        .answers(ASSUMED, "that it describes methods and parameters stands on the page, not how")
                        .unauthenticated(),
                route("user_iso.list", GET, UserIsoSection.PATH, is.userIso::list),
                route("user_iso.get", GET, UserIsoSection.PATH + "/{id}", is.userIso::get)
                        .answers(ASSUMED, "as that of a public image"),
                route("user_iso.sync", "PATCH", UserIsoSection.PATH, is.userIso::sync)
                        .answers(202, ASSUMED, "the page shows no answer; as that of other tasks"),
                // Requests
                route("image_sync.list", GET, ImageSyncSection.PATH, is.imageSync::list)
                        .answers(OBSERVED, "members seen in clients"),
                route("image_sync.get", GET, ImageSyncSection.PATH + "/{id}", is.imageSync::get)
                        .answers(OBSERVED, "members seen in clients"),
                // The caller
                route("user.get", GET, "/v2/user", is.user::get).answers(OBSERVED, "members seen in clients"));
    }

    private static Operation route(String operation, String method, String path, OperationHandler handler) {
        return Operation.of(NAME + "/" + operation, method, path, handler);
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
        return List.of(VssError.values());
    }

    @Override
    public Map<String, Object> stateOf(Call call) {
        boolean image = call.operation().path().text().equals(IsoSection.PATH + "/{id}");
        return image ? sections.iso.state(call.path("id")) : Map.of();
    }

    @Override
    public Optional<ApiError> tooMany() {
        return Optional.of(VssError.TOO_MANY_REQUESTS);
    }

    @Override
    public Match match(Request request) {
        return routing.match(request);
    }

    @Override
    public Optional<FileStore> files() {
        return Optional.of(sections.files);
    }
}
