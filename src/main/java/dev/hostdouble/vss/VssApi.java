package dev.hostdouble.vss;

import dev.hostdouble.core.Fact;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Schema;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.BodyFormat;
import dev.hostdouble.provider.BoundOperation.Match;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.provider.FileStore;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.provider.ProviderContract;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.RequestedChange;
import dev.hostdouble.provider.ResourceList;
import dev.hostdouble.provider.StartState;
import dev.hostdouble.yaml.Document;
import dev.hostdouble.yaml.InvalidFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** VSS: lists with pages, filters and sorting. Its operations are in {@code VssOperations}. */
public final class VssApi {
    static final String NAME = "vss";

    /** VSS as a provider. */
    public static final Provider PROVIDER = new Provider(
            NAME,
            List.of("/v2", "/auth", "/tf"),
            Lazy.of(VssApi::contract),
            BodyFormat.JSON,
            Credentials.named("token", "password", "otp")
                    .with("totp.enable", "recovery_codes", "uri")
                    .inStartState("password", "otp")
                    .inTables("vss_user.password", "vss_user.otp", "vss_token.token", "vss_revoked.token")
                    .inPaths("/tf/disable/{token}")
                    .published("123456")
                    .shortLived(TimeCodes.CODE),
            () -> Schema.of(VssApi.class),
            VssState.SCHEMA,
            VssApi::read);

    private VssApi() {}

    private static ProviderContract contract() {
        return new ProviderContract(
                VssOperations.TABLE.operations(),
                VssOperations.UNKNOWN,
                List.of(VssError.values()),
                Stream.<Fact[]>of(VssFact.values(), AccountFact.values(), ComputeFact.values())
                        .flatMap(Stream::of)
                        .toList(),
                Map.of("path", List.of("centos.iso"), "name", List.of(TotpSection.METHOD, TotpSection.PHONE)),
                Map.of(),
                List.of(),
                VssChanges.TABLE.kinds(),
                VssResourceDao.TABLE.kinds(),
                VssProtocol.CLIENTS);
    }

    private static StartState read(Document document) throws InvalidFileException {
        return new Start(VssState.read(document));
    }

    private record Start(VssState state) implements StartState {
        @Override
        public Provider provider() {
            return PROVIDER;
        }

        @Override
        public Reply refuse(int status) {
            return VssDialect.refused(status);
        }

        /** A catalogue of 130,000 images uses about 190 MB. */
        @Override
        public long expectedBytes() {
            long images = Math.max(state.catalogueSize(), state.images().size());
            return StartState.super.expectedBytes() + images * 1440;
        }

        @Override
        public boolean hasJobs() {
            return !state.requests().isEmpty();
        }

        @Override
        public ProviderInstance open(WorldParts world) {
            Sections sections = new Sections(world, state);
            FlaskRouter router = new FlaskRouter(VssOperations.TABLE.bind(sections, world.jobs()).stream()
                    .filter(bound -> VssOperations.has(state.profile(), bound.operation()))
                    .toList());
            if (!world.isRestored()) {
                sections.earlierSyncs.load(state, world.start());
            }
            return new Instance(
                    sections.dialect,
                    router,
                    Optional.of(sections.files),
                    sections.changes,
                    sections.resources,
                    Optional.of(sections.windows));
        }
    }

    private record Instance(
            VssDialect dialect,
            FlaskRouter router,
            Optional<FileStore> files,
            VssChanges changes,
            VssResourceDao resources,
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
            Outcome.of(job);
            if (DriveChange.isOf(job)) {
                DriveChange.of(job);
            }
        }

        @Override
        public boolean change(RequestedChange change, WorldTime now) {
            return VssChanges.TABLE.make(changes, change, now);
        }

        @Override
        public ResourceList resources(String kind, WorldTime now, int limit) {
            return VssResourceDao.TABLE.list(resources, kind, now, limit);
        }
    }
}
