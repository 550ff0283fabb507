package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.ServerDao.Server;
import dev.hostdouble.hostkey.SnapshotDao.Snapshot;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HOSTKEY, page "Vm": snapshots. At most four a server, power off before restore and removal, a restore removes later
 * ones (the panel's manual). Whether a breach is refused at once or fails the task is not known: the world chooses.
 */
final class Snapshots {
    /** The type of a snapshot where a call does not say it (documented). */
    static final String DEFAULT_TYPE = "snapshot";

    private static final int MAX = 4;
    private static final long GIBIBYTE = 1L << 30;

    private final AccountDao accounts;
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final AsyncTasks tasks;
    private final Busy busy;
    private final RandomSource seed;
    private final HostkeyState.Options options;

    Snapshots(
            AccountDao accounts,
            ServerDao servers,
            SnapshotDao snapshots,
            AsyncTasks tasks,
            Busy busy,
            RandomSource seed,
            HostkeyState.Options options) {
        this.accounts = accounts;
        this.servers = servers;
        this.snapshots = snapshots;
        this.tasks = tasks;
        this.busy = busy;
        this.seed = seed;
        this.options = options;
    }

    /** create_snapshot: a snapshot of the server as it is when the task ends. */
    Reply create(Call call) {
        Wanted wanted = Wanted.of(call);
        HostkeyError error = HostkeyError.SNAPSHOT_CREATION_FAILED;
        Server server = require(call, wanted, error);
        Optional<String> breach = mayCreate(server, wanted, Input.of(call).allowed("name"));
        if (breach.isPresent()) {
            return refuse(call, wanted, server, error, breach.get());
        }
        Snapshot snapshot = reserve(server, wanted, call.now());
        snapshots.insert(snapshot);
        return start(call, wanted, server, snapshot.number());
    }

    private Optional<String> mayCreate(Server server, Wanted wanted, Optional<String> validName) {
        if (validName.isEmpty()) {
            return Optional.of("invalid snapshot name");
        }
        List<Snapshot> taken = snapshots.of(server.id(), wanted.type());
        if (taken.stream().anyMatch(snapshot -> snapshot.name().equals(wanted.name()))) {
            return Optional.of("snapshot " + wanted.name() + " already exists");
        }
        return taken.size() >= MAX ? Optional.of("snapshots limit reached (" + MAX + ")") : busy(server);
    }

    private Optional<String> busy(Server server) {
        if (server.suspended()) {
            return Optional.of("server is suspended");
        }
        return busy.refuses(server, HostkeyOperations.SNAPSHOT) ? Optional.of("server is busy") : Optional.empty();
    }

    private Snapshot reserve(Server server, Wanted wanted, Instant now) {
        long number = snapshots.next();
        SeededRandom draw = seed.stream("hostkey.snapshot", number);
        String hex = HexFormat.of().formatHex(draw.nextBytes(16));
        String uuid = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        long size = (1 + draw.nextInt(server.diskGb())) * GIBIBYTE;
        return new Snapshot(
                number,
                server.id(),
                wanted.type(),
                wanted.name(),
                uuid,
                now,
                size,
                false,
                server.running(),
                server.drive(),
                server.name());
    }

    /** get_snapshot: the list of a type comes through the task. */
    Reply get(Call call) {
        Wanted wanted = Wanted.of(call);
        Server server = servers.find(call, Input.checked(call).id("id"), accounts.caller(call))
                .orElseThrow(() -> HostkeyError.SNAPSHOT_LIST_FAILED.with("id", wanted.id()));
        String key = tasks.start(call, Task.of(call, server.target(), wanted.type()));
        if (!options.snapshotSettings()) {
            return HostkeyReply.task("vm", "get_snapshot", key);
        }
        call.restsOn(HostkeyFact.SNAPSHOT_SETTINGS);
        return HostkeyReply.task("vm", "get_snapshot", key, new Settings(MAX));
    }

    /** remove_snapshot. */
    Reply remove(Call call) {
        return change(call, HostkeyError.SNAPSHOT_REMOVAL_FAILED);
    }

    /** restore_snapshot: drive and name of the server as they were, and the power if {@code restore-power} says so. */
    Reply restore(Call call) {
        Input.of(call).text("backup_id").ifPresent(id -> call.restsOn(HostkeyFact.BACKUP_ID));
        return change(call, HostkeyError.SNAPSHOT_RESTORE_FAILED);
    }

    private Reply change(Call call, HostkeyError error) {
        Wanted wanted = Wanted.of(call);
        Server server = require(call, wanted, error);
        Optional<Snapshot> snapshot = snapshots.of(server.id(), wanted.type()).stream()
                .filter(candidate -> candidate.ready() && wanted.means(candidate))
                .reduce((earlier, later) -> later);
        Optional<String> breach = snapshot.isEmpty()
                ? Optional.of(SnapshotTasks.NOT_FOUND)
                : SnapshotTasks.mayChange(server).or(() -> busy(server));
        return breach.isPresent()
                ? refuse(call, wanted, server, error, breach.get())
                : start(call, wanted, server, snapshot.orElseThrow().number());
    }

    private Server require(Call call, Wanted wanted, HostkeyError error) {
        return servers.find(call, Input.of(call).id("id"), accounts.caller(call))
                .orElseThrow(() -> {
                    call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
                    return error.with("id", wanted.id(), "error", SnapshotTasks.SERVER_NOT_FOUND);
                });
    }

    private Reply refuse(Call call, Wanted wanted, Server server, HostkeyError error, String why) {
        call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
        if (options.snapshotRuleBreach() == HostkeyState.Breach.TASK) {
            String key = tasks.startFailing(call, wanted.task(call, server, 0), why);
            return HostkeyReply.task("vm", call.operation().action(), key);
        }
        throw error.with("id", wanted.id(), "error", why);
    }

    private Reply start(Call call, Wanted wanted, Server server, long snapshot) {
        Set<String> before = busy.before(call, server, HostkeyOperations.SNAPSHOT);
        String key = tasks.startAfter(call, wanted.task(call, server, snapshot), before);
        return HostkeyReply.task("vm", call.operation().action(), key);
    }

    /** What a call asks for; the id and the name as texts, whatever they are. */
    private record Wanted(String id, String name, String type, String backupId) {
        static Wanted of(Call call) {
            Input input = Input.of(call);
            String type = input.text("type").orElse(DEFAULT_TYPE);
            if (!type.equals(DEFAULT_TYPE)) {
                call.restsOn(HostkeyFact.SNAPSHOT_TYPES);
            }
            return new Wanted(
                    input.text("id").orElse(""),
                    input.text("name").orElse(""),
                    type,
                    input.text("backup_id").orElse(""));
        }

        boolean means(Snapshot snapshot) {
            return snapshot.name().equals(name)
                    && (backupId.isEmpty() || snapshot.snapshotId().equals(backupId));
        }

        /** @param snapshot the number of the snapshot; 0 for the task of a refused call, which changes none */
        Task task(Call call, Server server, long snapshot) {
            Task task = Task.of(call, server.target(), snapshot);
            return snapshot == 0 ? task : task.with("name", name);
        }
    }

    private record Settings(@JsonProperty("num_max") int numMax) {}
}
