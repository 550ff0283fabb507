package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * HosterAPI, section "Server": power. Each signal is acknowledged at once and shows after a while; one that comes
 * before an earlier one has shown replaces it (assumed). All signals to a suspended server fail (assumed).
 */
final class ServerPower {
    private static final Set<String> ANY_SIGNAL = Set.of(HosterOperations.POWER, HosterOperations.REBOOT);

    static final String RUNNING = "running";
    static final String STOPPED = "stopped";
    static final String SUSPENDED = "suspended";

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
        if (servers.isSuspended(server)) {
            call.restsOn(HosterFact.SUSPENDED);
            throw new ApiException(HosterError.SIGNAL_FAILED, call.operation().words());
        }
        tasks.supersede(server.target(), superseded);
        tasks.background(call, server.target(), Map.of());
        return HosterReply.result(true);
    }

    /** Switches a server on at the end of a job, which is at that date. */
    void boot(Server server, Job job, Instant at) {
        servers.update(server.boot(job.endsAt().orElseThrow(), usages.atBoot(server, at)));
    }

    /** Brings a server to a state at that time: {@code running}, {@code stopped} or {@code suspended}. */
    void set(Server server, String state, WorldTime at) {
        servers.setSuspended(server, state.equals(SUSPENDED));
        if (state.equals(RUNNING)) {
            servers.update(server.boot(at.elapsed(), usages.atBoot(server, at.date())));
        } else {
            servers.update(server.stop());
        }
    }

    /** How a server has been switched: whatever a task does to it meanwhile. */
    String state(Server server) {
        if (servers.isSuspended(server)) {
            return SUSPENDED;
        }
        return server.running() ? RUNNING : STOPPED;
    }

    /** A task begins that keeps a server down until it ends. */
    void workBegins(Server server) {
        servers.update(server.plusWorking(1));
    }

    /** Such a task has ended; a server that is switched on comes up again when it was the last. */
    void workEnds(Server server, Job job, Instant at) {
        Server free = server.plusWorking(-1);
        if (free.isUp()) {
            boot(free, job, at);
        } else {
            servers.update(free);
        }
    }

    String started(Job job, Instant at) {
        servers.find(job.target())
                .filter(server -> !server.running() && !servers.isSuspended(server))
                .ifPresent(server -> boot(server, job, at));
        return "null";
    }

    String halted(Job job, Instant at) {
        servers.find(job.target()).map(Server::stop).ifPresent(servers::update);
        return "null";
    }

    String rebooted(Job job, Instant at) {
        servers.find(job.target()).filter(Server::running).ifPresent(server -> boot(server, job, at));
        return "null";
    }
}
