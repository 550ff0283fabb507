package dev.hostdouble.hostkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hostkey.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * HOSTKEY, {@code eq.php}: as much of it as clients of ISO images and snapshots call around them. Members that official
 * clients read are observed; the rest is assumed.
 */
final class EqSection {
    private final AccountDao accounts;
    private final ServerDao servers;
    private final AsyncTasks tasks;

    EqSection(AccountDao accounts, ServerDao servers, AsyncTasks tasks) {
        this.accounts = accounts;
        this.servers = servers;
        this.tasks = tasks;
    }

    /** show: one server. */
    Reply show(Call call) {
        Server server = require(call);
        return HostkeyReply.of(new ServerJson(
                "OK",
                "show",
                "eq",
                new Data(
                        server.id(),
                        "VPS",
                        server.preset(),
                        status(server),
                        server.name(),
                        server.drive().name()),
                new Ipmi("ovirt"),
                List.of(new Ip(server.ip(), 1))));
    }

    /** {@code rent} and {@code power_off} are observed, {@code suspended} is assumed. */
    private String status(Server server) {
        if (servers.isSuspended(server)) {
            return ServerDao.SUSPENDED;
        }
        return server.running() ? "rent" : "power_off";
    }

    /** list: the ids of the caller's servers. */
    Reply list(Call call) {
        return HostkeyReply.of(new ListJson("OK", "list", "eq", servers.ids(accounts.caller(call))));
    }

    /** update_servers: refreshes the caller's list; nothing is ever being deployed here. */
    Reply updateServers(Call call) {
        return HostkeyReply.of(new UpdatedJson(
                "OK", "update_servers", "eq", servers.ids(accounts.caller(call)), List.of(), List.of()));
    }

    /** status: whether the power is on, through a task. */
    Reply status(Call call) {
        return start(call, require(call));
    }

    /** on. */
    Reply on(Call call) {
        return power(call);
    }

    /** off. */
    Reply off(Call call) {
        return power(call);
    }

    /** reboot. */
    Reply reboot(Call call) {
        return power(call);
    }

    /** A later signal takes the place of an earlier one that has not shown yet. */
    private Reply power(Call call) {
        Server server = servers.requireActive(require(call));
        tasks.running(HostkeyOperations.POWER, server.target()).forEach(tasks::forget);
        return start(call, server);
    }

    private Reply start(Call call, Server server) {
        String action = call.operation().action();
        return HostkeyReply.task("eq", action, tasks.start(call, server.target(), new Target(action, server.id())));
    }

    private Server require(Call call) {
        return servers.find(Input.of(call).id("id"), accounts.caller(call))
                .orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
    }

    String reported(Job job, Instant at) {
        Target target = PhpJson.decode(job.argument(), Target.class);
        Server server = servers.find(target.id()).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with);
        return AsyncTasks.TaskResult.text(server.running() ? "on" : "off", target.context());
    }

    String switchedOn(Job job, Instant at) {
        return switchTo(job, server -> true);
    }

    String switchedOff(Job job, Instant at) {
        return switchTo(job, server -> false);
    }

    /** A reboot of a server that is off leaves it off. */
    String rebooted(Job job, Instant at) {
        return switchTo(job, Server::running);
    }

    private String switchTo(Job job, Predicate<Server> running) {
        Target target = PhpJson.decode(job.argument(), Target.class);
        Server server =
                servers.requireActive(servers.find(target.id()).orElseThrow(HostkeyError.SERVER_NOT_FOUND::with));
        boolean now = running.test(server);
        servers.update(server.with(now, server.drive(), server.name()));
        return AsyncTasks.TaskResult.text(now ? "on" : "off", target.context());
    }

    private record Target(String action, long id) {
        Map<String, Object> context() {
            return AsyncTasks.TaskResult.context(action, id);
        }
    }

    private record ServerJson(
            String result,
            String action,
            String module,
            @JsonProperty("server_data") Data serverData,
            Ipmi ipmi,
            @JsonProperty("IP") List<Ip> ips) {}

    /** {@code status} and {@code power_off} are observed; the drive is our own addition, to show the mounted image. */
    private record Data(long id, String type, String preset, String status, String hostname, String iso) {}

    private record Ipmi(String model) {}

    private record Ip(String ip, @JsonProperty("main_ip") int mainIp) {}

    private record ListJson(String result, String action, String module, List<Long> servers) {}

    private record UpdatedJson(
            String result,
            String action,
            String module,
            List<Long> servers,
            @JsonProperty("billing_servers") List<Long> billingServers,
            @JsonProperty("deploy_keys") List<String> deployKeys) {}
}
