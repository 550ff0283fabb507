package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.SnapshotDao.Snapshot;
import dev.hostdouble.provider.Call;
import java.util.Optional;
import java.util.Set;

/**
 * HOSTKEY, page "Vm": snapshots. At most four a server, power off before restore and removal, a restore removes later
 * ones (the panel's manual). Whether a breach is refused at once or fails the task is not known: the world chooses.
 */
final class Snapshots {
    /** The type of a snapshot where a call does not say it (documented). */
    static final String DEFAULT_TYPE = "snapshot";

    private final AccountDao accounts;
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final AsyncTasks tasks;
    private final Busy busy;
    private final HostkeyState.Options options;

    Snapshots(
            AccountDao accounts,
            ServerDao servers,
            SnapshotDao snapshots,
            AsyncTasks tasks,
            Busy busy,
            HostkeyState.Options options) {
        this.accounts = accounts;
        this.servers = servers;
        this.snapshots = snapshots;
        this.tasks = tasks;
        this.busy = busy;
        this.options = options;
    }

    /** create_snapshot: a snapshot of the server as it is when the task ends. */
    Reply create(Call call) {
        Wanted wanted = Wanted.of(call);
        HostkeyError error = HostkeyError.SNAPSHOT_CREATION_FAILED;
        Server server = require(call, wanted, error);
        Optional<String> breach = mayCreate(call, server, wanted);
        if (breach.isPresent()) {
            return refuse(call, wanted.creation(call, server, 0), wanted, error, breach.get());
        }
        return start(call, server, wanted.creation(call, server, snapshots.next()));
    }

    private Optional<String> mayCreate(Call call, Server server, Wanted wanted) {
        if (Input.of(call).allowed("name").isEmpty()) {
            return Optional.of("invalid snapshot name");
        }
        if (!server.virtual()) {
            return Optional.of("server is not virtual");
        }
        Optional<String> refusal = SnapshotTasks.mayAdd(snapshots, server.id(), wanted.type(), wanted.name());
        if (refusal.filter(SnapshotTasks.LIMIT_REACHED::equals).isPresent()) {
            call.restsOn(HostkeyFact.SNAPSHOT_LIMIT);
        }
        return refusal.or(() -> busy(call, server));
    }

    private Optional<String> busy(Call call, Server server) {
        if (server.suspended()) {
            return Optional.of("server is suspended");
        }
        if (busy.refuses(server, HostkeyOperations.SNAPSHOT)) {
            call.restsOn(HostkeyFact.BUSY_SERVER);
            return Optional.of("server is busy");
        }
        return Optional.empty();
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
        return HostkeyReply.task("vm", "get_snapshot", key, new Settings(SnapshotTasks.MAX));
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
                : SnapshotTasks.mayChange(server, call::restsOn).or(() -> busy(call, server));
        return breach.isPresent()
                ? refuse(call, wanted.change(call, server, 0), wanted, error, breach.get())
                : start(
                        call,
                        server,
                        wanted.change(call, server, snapshot.orElseThrow().number()));
    }

    private Server require(Call call, Wanted wanted, HostkeyError error) {
        return servers.find(call, Input.of(call).id("id"), accounts.caller(call))
                .orElseThrow(() -> {
                    call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
                    if (Input.of(call).id("id").isEmpty()) {
                        call.restsOn(HostkeyFact.ID_FORM);
                    }
                    return error.with("id", wanted.id(), "error", SnapshotTasks.SERVER_NOT_FOUND);
                });
    }

    /** @param refused the task that fails at once, where the world says so; it has no snapshot */
    private Reply refuse(Call call, Task refused, Wanted wanted, HostkeyError error, String why) {
        call.restsOn(HostkeyFact.SNAPSHOT_WORDS);
        if (options.snapshotRuleBreach() == HostkeyState.Breach.TASK) {
            return HostkeyReply.task("vm", call.operation().action(), tasks.startFailing(call, refused, why));
        }
        throw error.with("id", wanted.id(), "error", why);
    }

    private Reply start(Call call, Server server, Task task) {
        Set<String> before = busy.before(call, server, HostkeyOperations.SNAPSHOT);
        String key = tasks.startAfter(call, task, before);
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

        /** @param number the number of the snapshot; 0 for the task of a refused call, which makes none */
        Task creation(Call call, Server server, long number) {
            return Task.of(call, server.target(), new SnapshotTasks.Created(number, type, name))
                    .with("name", name);
        }

        /** @param number the number of the snapshot; 0 for the task of a refused call, which changes none */
        Task change(Call call, Server server, long number) {
            return Task.of(call, server.target(), number).with("name", name);
        }
    }

    private record Settings(@JsonProperty("num_max") int numMax) {}
}
