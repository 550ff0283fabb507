package dev.hostdouble.hostkey;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hostkey.AsyncTasks.Task;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of servers. A new name shows some time after it was asked for (observed); until then, the old one does. The name that
 * was asked for last wins: a renaming that is under way then has no effect.
 */
final class ServerNames {
    /** The names that a call can give a server. */
    static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

    /** What {@link #NAME} means, for readers. */
    static final String NAME_RULE =
            "labels of letters, digits and hyphens with dots between them, at most 253 characters";

    private static final String OVERTAKEN = "the name was changed again";

    private final AccountDao accounts;
    private final ServerDao servers;
    private final TagDao tags;
    private final AsyncTasks tasks;

    ServerNames(AccountDao accounts, ServerDao servers, TagDao tags, AsyncTasks tasks) {
        this.accounts = accounts;
        this.servers = servers;
        this.tags = tags;
        this.tasks = tasks;
    }

    /** rename_server. */
    Reply rename(Call call) {
        Input input = Input.checked(call);
        Server server = servers.require(call, input.id("id"), accounts.caller(call));
        tasks.forgetEnded(OrderOperations.RENAMING, server.target());
        overtake(server, call.time());
        String unused = tasks.start(
                call, Task.of(call, server.target(), input.text("hostname").orElseThrow()));
        return HostkeyReply.of(new Renamed("OK", "rename_server", server.id()));
    }

    /** Ends the renamings of a server that are under way: something later says what it is called. */
    void overtake(Server server, WorldTime now) {
        renamings(server).forEach(task -> tasks.fail(task, now, OVERTAKEN));
    }

    /** Ends those that began before a task which says at its end what the server is called. */
    void overtakeEarlier(Server server, Job than, WorldTime now) {
        renamings(server)
                .filter(task -> task.number() < than.number())
                .forEach(task -> tasks.fail(task, now, OVERTAKEN));
    }

    /** Returns the name of a server as its tag shows it; empty without that tag. */
    String shown(Server server) {
        return tags.value(server.id(), TagDao.HOSTNAME).orElse("");
    }

    /** Whether a renaming of a server is under way. */
    boolean isChanging(Server server) {
        return renamings(server).findAny().isPresent();
    }

    private Stream<Job> renamings(Server server) {
        return tasks.running(OrderOperations.RENAMING, server.target());
    }

    /** Lets a server get a name as {@code rename_server} does; does nothing with an empty one. */
    void changeLater(Server server, String name, WorldTime now) {
        if (!name.isEmpty()) {
            tasks.forgetEnded(OrderOperations.RENAMING, server.target());
            overtake(server, now);
            Task task = new Task(server.target(), Map.of("id", server.id()), name);
            tasks.start(OrderOperations.RENAMING, tasks.newKey(), task, now);
        }
    }

    /** The servers of a client whose new names do not show yet have none until then; returns whether there are any. */
    boolean withhold(String login) {
        List<Server> unnamed = servers.of(login).stream()
                .filter(server -> !server.name().isEmpty())
                .filter(server -> tasks.isOpen(OrderOperations.RENAMING, server.target()))
                .toList();
        for (Server server : unnamed) {
            servers.update(server.with(server.running(), server.drive(), ""));
            tags.remove(server.id(), TagDao.HOSTNAME);
        }
        return !unnamed.isEmpty();
    }

    /** The new name shows from now on. */
    String renamed(Job job, Instant at) {
        Server server = servers.find(Long.parseLong(job.targetId())).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        String name = AsyncTasks.data(job, String.class);
        servers.update(server.with(server.running(), server.drive(), name));
        tags.put(server.id(), TagDao.HOSTNAME, name);
        return TaskResult.of(name);
    }

    private record Renamed(String result, String action, long id) {}
}
