package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * HosterAPI, section "Server": power. Each signal is acknowledged at once and shows after a while; one that comes
 * before an earlier one has shown replaces it (assumed).
 */
final class ServerPower {
    private static final Set<String> ANY_SIGNAL = Set.of(HosterOperations.POWER, HosterOperations.REBOOT);

    private final ServerDao servers;
    private final Usages usages;
    private final JobTickets tasks;

    ServerPower(ServerDao servers, Usages usages, JobTickets tasks) {
        this.servers = servers;
        this.usages = usages;
        this.tasks = tasks;
    }

    /** Start vm. */
    Reply start(Call call) {
        // A start does not replace a reboot: the server runs in the end either way.
        return send(call, Set.of(HosterOperations.POWER));
    }

    /** Gracefully stop VM. */
    Reply shutdown(Call call) {
        return send(call, ANY_SIGNAL);
    }

    /** Forcefully stop VM. */
    Reply stop(Call call) {
        return send(call, ANY_SIGNAL);
    }

    /** Gracefully restart VM. */
    Reply reboot(Call call) {
        return send(call, ANY_SIGNAL);
    }

    /** Force reboot VM. */
    Reply rebootForce(Call call) {
        return send(call, ANY_SIGNAL);
    }

    private Reply send(Call call, Set<String> superseded) {
        Server server = servers.require(call.path("sid"));
        tasks.supersede(server.target(), superseded);
        tasks.background(call, server.target(), Map.of());
        return HosterReply.result(true);
    }

    /** Switches a server on, as of that instant. */
    void boot(Server server, Instant at) {
        servers.update(server.boot(at, usages.atBoot(server, at)));
    }

    /** A task begins that keeps a server down until it ends. */
    void workBegins(Server server) {
        servers.update(server.plusWorking(1));
    }

    /** Such a task has ended; a server that is switched on comes up again when it was the last. */
    void workEnds(Server server, Instant at) {
        Server free = server.plusWorking(-1);
        servers.update(free.isUp() ? free.boot(at, usages.atBoot(free, at)) : free);
    }

    String started(Job job, Instant at) {
        servers.find(job.target()).filter(server -> !server.running()).ifPresent(server -> boot(server, at));
        return "null";
    }

    String halted(Job job, Instant at) {
        servers.find(job.target()).map(Server::stop).ifPresent(servers::update);
        return "null";
    }

    String rebooted(Job job, Instant at) {
        servers.find(job.target()).filter(Server::running).ifPresent(server -> boot(server, at));
        return "null";
    }
}
