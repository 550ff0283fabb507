package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.HostkeyState.RestorePower;
import dev.hostdouble.hostkey.ServerDao.Disc;
import dev.hostdouble.hostkey.SnapshotDao.Snapshot;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ends of the tasks that {@link Snapshots} starts. None succeeds on what is not there: the rules are checked again, as
 * server and snapshot may have changed meanwhile.
 */
final class SnapshotTasks {
    static final int MAX = 4;

    /** What is wrong with one more. */
    static final String LIMIT_REACHED = "snapshots limit reached (" + MAX + ")";

    private static final long GIBIBYTE = 1L << 30;

    static final String NOT_FOUND = "snapshot not found";
    static final String SERVER_NOT_FOUND = "server not found";

    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final IsoDao isos;
    private final TagDao tags;
    private final ServerNames names;
    private final RandomSource seed;
    private final RestorePower restorePower;

    SnapshotTasks(
            ServerDao servers,
            SnapshotDao snapshots,
            IsoDao isos,
            TagDao tags,
            ServerNames names,
            RandomSource seed,
            RestorePower restorePower) {
        this.servers = servers;
        this.snapshots = snapshots;
        this.isos = isos;
        this.tags = tags;
        this.names = names;
        this.seed = seed;
        this.restorePower = restorePower;
    }

    /**
     * Why the snapshots of a server can be neither restored nor removed now.
     *
     * @param facts gets what that rests on
     */
    static Optional<String> mayChange(Server server, Consumer<Fact> facts) {
        if (server.running()) {
            facts.accept(HostkeyFact.SNAPSHOT_POWER);
            return Optional.of("server must be powered off");
        }
        return Optional.empty();
    }

    /** Why a server cannot have another snapshot of that type and name. The limit counts all types. */
    static Optional<String> mayAdd(SnapshotDao snapshots, long server, String type, String name) {
        if (snapshots.of(server, type).stream()
                .anyMatch(snapshot -> snapshot.name().equals(name))) {
            return Optional.of("snapshot " + name + " already exists");
        }
        return snapshots.count(server) >= MAX ? Optional.of(LIMIT_REACHED) : Optional.empty();
    }

    private Optional<String> mayAdd(Job job) {
        Created created = AsyncTasks.data(job, Created.class);
        return mayAdd(snapshots, Long.parseLong(job.targetId()), created.type(), created.name());
    }

    JobCompletion creation() {
        return new Creation();
    }

    private final class Creation implements JobCompletion {
        /**
         * The name is taken and the limit reached as soon as the task runs, not only when it ends (assumed). A task that
         * has waited finds them as those before it left them.
         */
        @Override
        public void started(Job job, Instant at) {
            Created created = AsyncTasks.data(job, Created.class);
            servers.find(Long.parseLong(job.targetId()))
                    .filter(server -> created.number() != 0 && mayAdd(job).isEmpty())
                    .ifPresent(server -> snapshots.insert(unfinished(server, created, at)));
        }

        @Override
        public String finished(Job job, Instant at) {
            HostkeyError error = HostkeyError.SNAPSHOT_CREATION_FAILED;
            Snapshot snapshot = snapshots
                    .find(AsyncTasks.data(job, Created.class).number())
                    .orElseThrow(() -> error.with(
                            "id", job.targetId(), "error", mayAdd(job).orElse(NOT_FOUND)));
            snapshots.complete(snapshot.number(), server(job, error));
            return TaskResult.of("snapshot created", CompanionFact.TASK_RESULTS);
        }

        @Override
        public void failed(Job job, Instant at) {
            snapshots.delete(AsyncTasks.data(job, Created.class).number());
        }
    }

    private Snapshot unfinished(Server server, Created created, Instant now) {
        SeededRandom draw = seed.stream("hostkey.snapshot", created.number());
        String hex = HexFormat.of().formatHex(draw.nextBytes(16));
        String uuid = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        long size = (1 + draw.nextInt(server.diskGb())) * GIBIBYTE;
        return new Snapshot(
                created.number(),
                server.id(),
                created.type(),
                created.name(),
                uuid,
                now,
                size,
                false,
                server.running(),
                server.drive(),
                server.name());
    }

    String listed(Job job, Instant at) {
        Server server = server(job, HostkeyError.SNAPSHOT_LIST_FAILED);
        String type = AsyncTasks.data(job, String.class);
        List<View> views = snapshots.of(server.id(), type).stream()
                .filter(Snapshot::ready)
                .map(View::of)
                .toList();
        String list = PhpJson.encodeUnescapedSlashes(new Views(views)).text();
        return type.equals(Snapshots.DEFAULT_TYPE)
                ? TaskResult.of(list, HostkeyFact.SNAPSHOT_LIST)
                : TaskResult.of(list, HostkeyFact.SNAPSHOT_LIST, HostkeyFact.SNAPSHOT_TYPES);
    }

    String removed(Job job, Instant at) {
        Snapshot snapshot = changeable(job, HostkeyError.SNAPSHOT_REMOVAL_FAILED);
        snapshots.delete(snapshot.number());
        return TaskResult.of("snapshot removed", CompanionFact.TASK_RESULTS);
    }

    String restored(Job job, Instant at) {
        Snapshot snapshot = changeable(job, HostkeyError.SNAPSHOT_RESTORE_FAILED);
        Server server = server(job, HostkeyError.SNAPSHOT_RESTORE_FAILED);
        boolean on = restorePower == RestorePower.SNAPSHOT ? snapshot.running() : server.running();
        boolean running = on && !server.suspended();
        Disc drive = isos.find(snapshot.drive().iso())
                .map(iso -> new Disc(iso.id(), iso.isoName())) // it may have another name by now
                .orElse(Disc.NONE);
        names.overtakeEarlier(server, job, new WorldTime(at, job.endsAt().orElseThrow()));
        servers.update(server.with(running, drive, snapshot.serverName()));
        tags.put(server.id(), TagDao.HOSTNAME, snapshot.serverName());
        String result = "snapshot restored";
        return snapshots.deleteLater(snapshot)
                ? TaskResult.of(
                        result, CompanionFact.TASK_RESULTS, HostkeyFact.RESTORED_STATE, HostkeyFact.LATER_SNAPSHOTS)
                : TaskResult.of(result, CompanionFact.TASK_RESULTS, HostkeyFact.RESTORED_STATE);
    }

    /** The snapshot of a task that ends now. It fails if meanwhile the snapshot is gone or the server is on. */
    private Snapshot changeable(Job job, HostkeyError error) {
        Snapshot snapshot = require(job, AsyncTasks.data(job, Long.class), error);
        mayChange(server(job, error), fact -> {}).ifPresent(why -> {
            throw error.with("id", job.targetId(), "error", why);
        });
        return snapshot;
    }

    private Snapshot require(Job job, long number, HostkeyError error) {
        return snapshots.find(number).orElseThrow(() -> error.with("id", job.targetId(), "error", NOT_FOUND));
    }

    private Server server(Job job, HostkeyError error) {
        return servers.find(Long.parseLong(job.targetId()))
                .orElseThrow(() -> error.with("id", job.targetId(), "error", SERVER_NOT_FOUND));
    }

    /**
     * A snapshot that a task makes.
     *
     * @param number its number; 0 for the task of a refused call, which makes none
     */
    record Created(long number, String type, String name) {}

    private record Views(List<View> snapshots) {}

    /** date in UTC (assumed), total_size in bytes (assumed). */
    private record View(
            String name,
            @JsonProperty("snapshot_id") String snapshotId,
            String date,
            @JsonProperty("total_size") long totalSize,
            @JsonProperty("openstack_image_id") String openstackImageId) {
        static View of(Snapshot snapshot) {
            return new View(
                    snapshot.name(), snapshot.snapshotId(), Times.plain(snapshot.takenAt()), snapshot.totalSize(), "");
        }
    }
}
