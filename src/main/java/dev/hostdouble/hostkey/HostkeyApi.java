package dev.hostdouble.hostkey;

import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Schema;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.BoundOperation;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.Ledger;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderContract;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.provider.ResourceList;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** HOSTKEY: PHP modules with one form-encoded action each. Its operations are in {@code HostkeyOperations}. */
public final class HostkeyApi {
    static final String NAME = "hostkey";

    /** HOSTKEY as a provider. */
    public static final Provider PROVIDER = new Provider(
            NAME,
            List.of("/*.php"),
            Lazy.of(HostkeyApi::contract),
            BodyFormat.FORM,
            Credentials.named("token", "password", "pin", "root_pass")
                    .harmless("key") // of a callback
                    .with("auth.login", "key")
                    .with("unknown", "key")
                    .inStartState("tokens", "password", "api-key")
                    .inTables(
                            "hostkey_api_key.api_key",
                            "hostkey_account.password",
                            "hostkey_session.token",
                            "hostkey_revoked.token"),
            () -> Schema.of(HostkeyApi.class),
            HostkeyState.SCHEMA,
            HostkeyApi::read);

    private HostkeyApi() {}

    private static ProviderContract contract() {
        return new ProviderContract(
                HostkeyOperations.TABLE.operations(),
                HostkeyOperations.UNKNOWN,
                List.of(HostkeyError.values()),
                Stream.<Fact[]>of(
                                HostkeyFact.values(),
                                CompanionFact.values(),
                                CatalogueFact.values(),
                                OrderFact.values(),
                                ResourceFact.values(),
                                BillingFact.values())
                        .flatMap(Stream::of)
                        .toList(),
                Map.of(
                        "id", List.of("456"),
                        "server", List.of("456"),
                        "name", List.of("iso_name"),
                        "error", List.of("snapshot not found"),
                        "preset", List.of("vm.pico"),
                        "work", List.of("deleted", "uploaded"),
                        "action", List.of("list_iso")),
                Map.of(
                        "state." + OrderSection.COVERED,
                        List.of("false", "true"),
                        "state." + EqCallback.PURGED,
                        List.of("false", "true"),
                        "state." + VmSection.NAMING,
                        List.of("false", "true"),
                        "state.server.state",
                        List.of("running", "stopped", "suspended"),
                        "state.invoice.status",
                        List.of("Unpaid", "Paid", "Cancelled", "Refunded")),
                List.of("code", "result", "both"),
                HostkeyChanges.TABLE.kinds(),
                HostkeyResourceDao.TABLE.kinds(),
                HostkeyProtocol.CLIENTS);
    }

    private static StartState read(Document document) throws InvalidFileException {
        return new Start(HostkeyState.read(document));
    }

    private record Start(HostkeyState state) implements StartState {
        @Override
        public Provider provider() {
            return PROVIDER;
        }

        @Override
        public Reply refuse(int status) {
            return HostkeyDialect.refused(state.errorEnvelope(), status);
        }

        @Override
        public boolean hasJobs() {
            return !state.tasks().isEmpty();
        }

        @Override
        public ProviderInstance open(WorldParts world) {
            Sections sections = new Sections(world, state);
            Map<Action, BoundOperation> byAction = new HashMap<>();
            for (BoundOperation bound : HostkeyOperations.TABLE.bind(sections, world.jobs())) {
                Operation operation = bound.operation();
                byAction.put(new Action(operation.path().text(), operation.action()), bound);
            }
            if (!world.isRestored()) {
                sections.earlierTasks.load(state, world.start());
            }
            return new Instance(
                    sections.dialect,
                    byAction,
                    sections.changes,
                    new HostkeyResourceDao(world.database()),
                    sections.ledger);
        }
    }

    private record Action(String path, String name) {}

    private record Instance(
            HostkeyDialect dialect,
            Map<Action, BoundOperation> byAction,
            HostkeyChanges changes,
            HostkeyResourceDao resources,
            HostkeyLedger costs)
            implements ProviderInstance {
        @Override
        public Provider provider() {
            return PROVIDER;
        }

        /** The action of the module, whatever the method (observed). */
        @Override
        public Match match(Request request) {
            String action = Input.of(dialect.read(request)).text("action").orElse("");
            BoundOperation bound = byAction.get(new Action(request.path(), action));
            return (bound == null ? unknown(action) : bound).match(Map.of());
        }

        @Override
        public boolean change(RequestedChange change, WorldTime now) {
            return HostkeyChanges.TABLE.make(changes, change, now);
        }

        @Override
        public ResourceList resources(String kind, WorldTime now, int limit) {
            return HostkeyResourceDao.TABLE.list(resources, kind, now, limit);
        }

        @Override
        public void addTo(Ledger ledger, WorldTime now) {
            costs.addTo(ledger, now);
        }

        @Override
        public void requireReadable(Job job) {
            AsyncTasks.requireReadable(job);
        }

        private static BoundOperation unknown(String action) {
            return BoundOperation.unknown(HostkeyOperations.UNKNOWN, call -> {
                throw HostkeyError.UNKNOWN_ACTION.with("action", action);
            });
        }
    }
}
