package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hostkey.ServerDao.Server;
import dev.hostdouble.hostkey.SnapshotDao.Snapshot;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HOSTKEY, page "Vm": snapshots. At most four a server, power off before restore and removal, a restore removes later
 * ones (the panel's manual). Whether a breach is refused at once or fails the task is not known: the world chooses.
 */
final class Snapshots {
    private static final int MAX = 4;
    private static final String SUSPENDED = "server is suspended";
    private static final long GIBIBYTE = 1L << 30;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private final AccountDao accounts;
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final AsyncTasks tasks;
    private final RandomSource seed;
    private final HostkeyState.Options options;

    Snapshots(
            AccountDao accounts,
            ServerDao servers,
            SnapshotDao snapshots,
            AsyncTasks tasks,
            RandomSource seed,
            HostkeyState.Options options) {
        this.accounts = accounts;
        this.servers = servers;
        this.snapshots = snapshots;
        this.tasks = tasks;
        this.seed = seed;
        this.options = options;
    }

    /** create_snapshot: a snapshot of the current server. */
    Reply create(Call call) {
        SnapshotParams params = SnapshotParams.of(call);
        Optional<Server> server = server(call);
        Optional<String> breach = server.isEmpty() ? Optional.of("server not found") : mayCreate(server.get(), params);
        if (breach.isPresent()) {
            return refuse(call, params, HostkeyError.SNAPSHOT_CREATION_FAILED, breach.get(), server.isPresent());
        }
        snapshots.insert(take(server.orElseThrow(), params.name(), call.now()));
        return start(call, params);
    }

    private Optional<String> mayCreate(Server server, SnapshotParams params) {
        if (servers.isSuspended(server)) {
            return Optional.of(SUSPENDED);
        }
        if (!NAME.matcher(params.name()).matches()) {
            return Optional.of("invalid snapshot name");
        }
        List<Snapshot> taken = snapshots.of(server.id());
        if (taken.stream().anyMatch(snapshot -> snapshot.name().equals(params.name()))) {
            return Optional.of("snapshot " + params.name() + " already exists");
        }
        return taken.size() >= MAX ? Optional.of("snapshots limit reached (" + MAX + ")") : Optional.empty();
    }

    private Snapshot take(Server server, String name, Instant now) {
        long number = snapshots.next();
        SeededRandom draw = seed.stream("hostkey.snapshot", number);
        String hex = HexFormat.of().formatHex(draw.nextBytes(16));
        String uuid = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        long size = (1 + draw.nextInt(server.diskGb())) * GIBIBYTE;
        return new Snapshot(
                number, server.id(), name, uuid, now, size, false, server.running(), server.drive(), server.name());
    }

    /** get_snapshot: the list comes through the task. */
    Reply get(Call call) {
        SnapshotParams params = SnapshotParams.of(call);
        if (server(call).isEmpty()) {
            throw HostkeyError.SNAPSHOT_LIST_FAILED.with("id", params.id());
        }
        String key = tasks.start(call, params.target(), params);
        return options.snapshotSettings()
                ? HostkeyReply.task("vm", "get_snapshot", key, new Settings(MAX))
                : HostkeyReply.task("vm", "get_snapshot", key);
    }

    /** remove_snapshot. */
    Reply remove(Call call) {
        return change(call, HostkeyError.SNAPSHOT_REMOVAL_FAILED);
    }

    /** restore_snapshot: drive, power and name of the server as they were. */
    Reply restore(Call call) {
        return change(call, HostkeyError.SNAPSHOT_RESTORE_FAILED);
    }

    private Reply change(Call call, HostkeyError error) {
        SnapshotParams params = SnapshotParams.of(call);
        Optional<Server> server = server(call);
        Optional<String> breach = server.isEmpty() ? Optional.of("server not found") : mayChange(server.get(), params);
        return breach.isPresent() ? refuse(call, params, error, breach.get(), server.isPresent()) : start(call, params);
    }

    private Optional<String> mayChange(Server server, SnapshotParams params) {
        if (servers.isSuspended(server)) {
            return Optional.of(SUSPENDED);
        }
        if (snapshots.find(server.id(), params.name()).filter(Snapshot::ready).isEmpty()) {
            return Optional.of("snapshot not found");
        }
        return server.running() ? Optional.of("server must be powered off") : Optional.empty();
    }

    private Optional<Server> server(Call call) {
        return servers.find(Input.of(call).id("id"), accounts.caller(call));
    }

    private Reply refuse(Call call, SnapshotParams params, HostkeyError error, String why, boolean known) {
        if (known && options.snapshotRuleBreach() == HostkeyState.Breach.TASK) {
            String key = tasks.startFailing(call, params.target(), params.nothing(), why);
            return HostkeyReply.task("vm", params.action(), key);
        }
        throw error.with("id", params.id(), "error", why);
    }

    private Reply start(Call call, SnapshotParams params) {
        return HostkeyReply.task("vm", params.action(), tasks.start(call, params.target(), params));
    }

    JobCompletion creation() {
        return new Creation();
    }

    private final class Creation implements JobCompletion {
        @Override
        public String finished(Job job, Instant at) {
            SnapshotParams params = SnapshotParams.of(job);
            find(params).ifPresent(snapshot -> snapshots.markReady(snapshot.number()));
            return AsyncTasks.TaskResult.text("snapshot created", params.context());
        }

        @Override
        public void failed(Job job, Instant at) {
            find(SnapshotParams.of(job))
                    .filter(snapshot -> !snapshot.ready())
                    .ifPresent(snapshot -> snapshots.delete(snapshot.number()));
        }
    }

    String listed(Job job, Instant at) {
        SnapshotParams params = SnapshotParams.of(job);
        List<View> views = snapshots.of(Long.parseLong(params.id())).stream()
                .filter(Snapshot::ready)
                .map(View::of)
                .toList();
        String list = PhpJson.encodeUnescapedSlashes(new Views(views)).text();
        return AsyncTasks.TaskResult.text(list, params.context());
    }

    String removed(Job job, Instant at) {
        SnapshotParams params = SnapshotParams.of(job);
        Snapshot snapshot = require(params, HostkeyError.SNAPSHOT_REMOVAL_FAILED);
        snapshots.delete(snapshot.number());
        return AsyncTasks.TaskResult.text("snapshot removed", params.context());
    }

    String restored(Job job, Instant at) {
        SnapshotParams params = SnapshotParams.of(job);
        Snapshot snapshot = require(params, HostkeyError.SNAPSHOT_RESTORE_FAILED);
        Server server = servers.find(snapshot.server()).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        if (servers.isSuspended(server)) {
            throw HostkeyError.SNAPSHOT_RESTORE_FAILED.with("id", params.id(), "error", SUSPENDED);
        }
        servers.update(server.with(snapshot.running(), snapshot.drive(), snapshot.serverName()));
        snapshots.deleteLater(snapshot);
        return AsyncTasks.TaskResult.text("snapshot restored", params.context());
    }

    private Snapshot require(SnapshotParams params, HostkeyError otherwise) {
        return find(params).orElseThrow(() -> otherwise.with("id", params.id(), "error", "snapshot not found"));
    }

    private Optional<Snapshot> find(SnapshotParams params) {
        return snapshots.find(Long.parseLong(params.id()), params.name());
    }

    /** The parameters as texts: the context of the task repeats them. */
    private record SnapshotParams(String action, String id, String name) {
        static SnapshotParams of(Call call) {
            Input input = Input.of(call);
            return new SnapshotParams(
                    call.operation().action(),
                    input.text("id").orElse(""),
                    input.text("name").orElse(""));
        }

        static SnapshotParams of(Job job) {
            return PhpJson.decode(job.argument(), SnapshotParams.class);
        }

        String target() {
            return "server/" + id;
        }

        /** The same without a snapshot: the task of a refused call affects none. */
        SnapshotParams nothing() {
            return new SnapshotParams(action, id, "");
        }

        Map<String, Object> context() {
            Map<String, Object> context = AsyncTasks.TaskResult.context(action, Long.parseLong(id));
            if (!name.isEmpty()) {
                context.put("name", name);
            }
            return context;
        }
    }

    private record Settings(@JsonProperty("num_max") int numMax) {}

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
