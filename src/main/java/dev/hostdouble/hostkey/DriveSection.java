package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.AccountDao.Account;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.hostkey.ServerDao.Disc;
import dev.hostdouble.hostkey.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Map;

/** HOSTKEY, page "Iso": the drive of a server. It holds one image at a time (assumed). */
final class DriveSection {
    private final AccountDao accounts;
    private final IsoDao isos;
    private final ServerDao servers;
    private final HistoryDao history;
    private final AsyncTasks tasks;

    DriveSection(AccountDao accounts, IsoDao isos, ServerDao servers, HistoryDao history, AsyncTasks tasks) {
        this.accounts = accounts;
        this.isos = isos;
        this.servers = servers;
        this.history = history;
        this.tasks = tasks;
    }

    /** mount_iso: an image by its file name. */
    Reply mountIso(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.of(call);
        long id = input.id("id").orElseThrow(HostkeyError.SERVER_ID_REQUIRED::with);
        String isoName = input.text("iso").orElseThrow(HostkeyError.ISO_NAME_REQUIRED::with);
        Server server = servers.requireActive(
                servers.find(input.id("id"), caller).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with));
        Iso iso = isos.mountable(isoName, caller).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        boolean mounting =
                !tasks.running(HostkeyOperations.MOUNT, server.target()).isEmpty();
        if (mounting || !server.drive().isEmpty()) {
            throw HostkeyError.ALREADY_MOUNTED.with("id", id);
        }
        String key = tasks.start(call, server.target(), new Change(id, iso.id(), isoName, caller.login()));
        return HostkeyReply.drive("mount_iso", key);
    }

    /** unmount_iso. */
    Reply unmountIso(Call call) {
        Account caller = accounts.caller(call);
        Input input = Input.of(call);
        long id = input.id("id").orElseThrow(HostkeyError.UNMOUNT_SERVER_ID_REQUIRED::with);
        Server server = servers.requireActive(
                servers.find(input.id("id"), caller).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with));
        boolean emptying =
                !tasks.running(HostkeyOperations.UNMOUNT, server.target()).isEmpty();
        if (emptying || server.drive().isEmpty()) {
            throw HostkeyError.DRIVE_EMPTY.with("id", id);
        }
        String key = tasks.start(
                call,
                server.target(),
                new Change(id, server.drive().iso(), server.drive().name(), caller.login()));
        return HostkeyReply.drive("unmount_iso", key);
    }

    String mounted(Job job, Instant at) {
        Change change = PhpJson.decode(job.argument(), Change.class);
        Server server = servers.find(change.id()).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        Iso iso = isos.find(change.iso()).orElseThrow(HostkeyError.ISO_NOT_FOUND::with);
        servers.update(server.with(server.running(), new Disc(iso.id(), iso.isoName()), server.name()));
        history.record(iso, "mount", "ISO mounted on server " + change.id(), change.login(), at);
        return AsyncTasks.TaskResult.text("ISO mounted", context("mount_iso", change));
    }

    String unmounted(Job job, Instant at) {
        Change change = PhpJson.decode(job.argument(), Change.class);
        Server server = servers.find(change.id()).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        servers.update(server.with(server.running(), Disc.NONE, server.name()));
        isos.find(change.iso())
                .ifPresent(iso ->
                        history.record(iso, "unmount", "ISO unmounted from server " + change.id(), change.login(), at));
        return AsyncTasks.TaskResult.text("ISO unmounted", context("unmount_iso", change));
    }

    private static Map<String, Object> context(String action, Change change) {
        Map<String, Object> context = AsyncTasks.TaskResult.context(action, change.id());
        context.put("iso", change.isoName());
        return context;
    }

    private record Change(long id, long iso, String isoName, String login) {}
}
