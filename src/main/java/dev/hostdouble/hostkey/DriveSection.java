package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.hostkey.ServerDao.Disc;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/** HOSTKEY, page "Iso": the drive of a server. It holds one image at a time (assumed). */
final class DriveSection {
    private final AccountDao accounts;
    private final IsoDao isos;
    private final ServerDao servers;
    private final HistoryDao history;
    private final AsyncTasks tasks;
    private final Busy busy;

    DriveSection(AccountDao accounts, IsoDao isos, ServerDao servers, HistoryDao history, AsyncTasks tasks, Busy busy) {
        this.accounts = accounts;
        this.isos = isos;
        this.servers = servers;
        this.history = history;
        this.tasks = tasks;
        this.busy = busy;
    }

    /** mount_iso: an image by its file name, else by its name, its short name or its id. */
    Reply mountIso(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.checked(call);
        String name = input.text("iso").orElseThrow();
        Server server = servers.require(call, input.id("id"), caller);
        Iso iso = isos.mountable(call, name, caller).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        if (!iso.isoName().equals(name)) {
            call.restsOn(HostkeyFact.IMAGE_BY_OTHER_NAME);
        }
        busy.requireIdle(call, iso);
        if (busy.isLoaded(call, server)) {
            call.restsOn(HostkeyFact.ONE_IMAGE);
            throw HostkeyError.ALREADY_MOUNTED.with("id", server.id());
        }
        return start(call, server, new Change(caller.login(), 0, iso.id(), iso.isoName()), name);
    }

    /** unmount_iso. */
    Reply unmountIso(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.checked(call);
        Server server = servers.require(call, input.id("id"), caller);
        if (!busy.isLoaded(call, server)) {
            throw HostkeyError.DRIVE_EMPTY.with("id", server.id());
        }
        Disc disc = server.drive();
        return start(call, server, new Change(caller.login(), disc.iso(), 0, ""), disc.name());
    }

    private Reply start(Call call, Server server, Change change, String name) {
        busy.require(call, server, HostkeyOperations.DRIVE);
        Task task = Task.of(call, server.target(), change).with("iso", name);
        String key = tasks.startAfter(call, task, busy.before(call, server, HostkeyOperations.DRIVE));
        return HostkeyReply.task(call.operation().action(), key);
    }

    /** The end of mount_iso. It fails if the server or the image is gone, or the drive is no longer empty. */
    String mounted(Job job, Instant at) {
        Change change = AsyncTasks.data(job, Change.class);
        Server server = change(job, change);
        Iso iso = isos.find(change.next()).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        history.record(iso, "mount", "ISO mounted on server " + server.id(), change.login(), at);
        return TaskResult.of("ISO mounted", CompanionFact.TASK_RESULTS);
    }

    /** The end of unmount_iso. It fails if the server is gone, or something else is in the drive. */
    String unmounted(Job job, Instant at) {
        Change change = AsyncTasks.data(job, Change.class);
        Server server = change(job, change);
        isos.find(change.previous())
                .ifPresent(iso ->
                        history.record(iso, "unmount", "ISO unmounted from server " + server.id(), change.login(), at));
        return TaskResult.of("ISO unmounted", CompanionFact.TASK_RESULTS);
    }

    private Server change(Job job, Change change) {
        Server server = Optional.of(Long.parseLong(job.targetId()))
                .flatMap(servers::find)
                .orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        if (server.drive().iso() != change.previous()) {
            throw (change.next() == 0 ? HostkeyError.DRIVE_EMPTY : HostkeyError.ALREADY_MOUNTED)
                    .with("id", server.id());
        }
        servers.update(server.with(server.running(), new Disc(change.next(), change.nextName()), server.name()));
        return server;
    }

    /** Who asked for a change of the drive, and which image it holds before and after; 0 for none. */
    record Change(String login, long previous, long next, String nextName) {}
}
