package dev.hostdouble.hosterapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Schema;
import dev.hostdouble.job.Job;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.Ledger;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderContract;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.provider.ResourceList;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** HosterAPI: REST with asynchronous jobs. Its operations are in {@code HosterOperations}. */
public final class HosterApi {
    static final String NAME = "hosterapi";

    /** HosterAPI as a provider. */
    public static final Provider PROVIDER = new Provider(
            NAME,
            List.of("/api", "/novnc"),
            Lazy.of(HosterApi::contract),
            BodyFormat.AS_CONTENT_TYPE_SAYS,
            Credentials.named("password", "vncticket")
                    .inStartState("secret", "password", "root-password", "user-password")
                    .inTables(
                            "hosterapi_token.secret",
                            "hosterapi_revoked.secret",
                            "hosterapi_server.password",
                            "hosterapi_backup.password",
                            "hosterapi_console_ticket.ticket",
                            "hosterapi_dedicated.root_password",
                            "hosterapi_dedicated.user_password"),
            () -> Schema.of(HosterApi.class),
            HosterState.SCHEMA,
            HosterApi::read);

    private HosterApi() {}

    private static ProviderContract contract() {
        return new ProviderContract(
                HosterOperations.TABLE.operations(),
                HosterOperations.UNKNOWN,
                List.of(HosterError.values()),
                Stream.<Fact>concat(Arrays.stream(HosterFact.values()), Arrays.stream(FrameworkFact.values()))
                        .toList(),
                Map.of(
                        "sid", List.of("4001"),
                        "signal", List.of("start", "shutdown", "stop", "reboot"),
                        "name", List.of("template"),
                        "method", List.of("PATCH"),
                        "methods", List.of("GET, HEAD")),
                Map.of("state.vm.state", List.of("running", "stopped", "suspended")),
                List.of(),
                HosterChanges.TABLE.kinds(),
                HosterResourceDao.TABLE.kinds(),
                HosterProtocol.CLIENTS);
    }

    private static StartState read(Document document) throws InvalidFileException {
        return new Start(HosterState.read(document));
    }

    private record Start(HosterState state) implements StartState {
        @Override
        public Provider provider() {
            return PROVIDER;
        }

        @Override
        public Reply refuse(int status) {
            return HosterDialect.refused(status);
        }

        @Override
        public boolean hasJobs() {
            return !state.jobs().isEmpty();
        }

        @Override
        public ProviderInstance open(WorldParts world) {
            Sections sections = new Sections(world, state);
            List<BoundOperation> operations = HosterOperations.TABLE.bind(sections, world.jobs()).stream()
                    .map(sections.accounts::guarded)
                    .toList();
            if (!world.isRestored()) {
                sections.earlierJobs.load(state, world.start());
            }
            LaravelRouter router = new LaravelRouter(operations, sections.dialect);
            return new Instance(
                    sections.dialect,
                    router,
                    sections.changes,
                    new HosterResourceDao(world.database()),
                    sections.ledger,
                    Optional.of(sections.windows));
        }
    }

    private record Instance(
            HosterDialect dialect,
            LaravelRouter router,
            HosterChanges changes,
            HosterResourceDao resources,
            HosterLedger costs,
            Optional<RateWindow> windows)
            implements ProviderInstance {
        @Override
        public Provider provider() {
            return PROVIDER;
        }

        @Override
        public Match match(Request request) {
            return router.match(request);
        }

        @Override
        public void requireReadable(Job job) {
            JsonNode unused = PhpJson.decode(job.output().orElse("null"), JsonNode.class);
        }

        @Override
        public boolean change(RequestedChange change, WorldTime now) {
            return HosterChanges.TABLE.make(changes, change, now);
        }

        @Override
        public ResourceList resources(String kind, WorldTime now, int limit) {
            return HosterResourceDao.TABLE.list(resources, kind, now, limit);
        }

        @Override
        public void addTo(Ledger ledger, WorldTime now) {
            costs.addTo(ledger, now);
        }
    }
}
