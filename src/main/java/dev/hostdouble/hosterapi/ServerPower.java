package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/**
 * HosterAPI, section "Server": power. Each signal is acknowledged at once and shows after a while, in sequence (assumed).
 * Start, stop and force reboot work on the machine, one after another. Shutdown and reboot are requests to the guest
 * system, which follows them in its own time, unless it went down before. All signals to a suspended server fail (assumed).
 */
final class ServerPower {
    static final String RUNNING = "running";
    static final String STOPPED = "stopped";
    static final String SUSPENDED = "suspended";

    private final ServerDao servers;
    private final Usages usages;
    private final JobTickets tasks;
    private final FactDao facts;

    ServerPower(ServerDao servers, Usages usages, JobTickets tasks, FactDao facts) {
        this.facts = facts;
        this.servers = servers;
        this.usages = usages;
        this.tasks = tasks;
    }

    /** Start vm. */
    Reply start(Call call) {
        return send(call);
    }

    /** Gracefully stop VM. */
    Reply shutdown(Call call) {
        return send(call);
    }

    /** Forcefully stop VM. */
    Reply stop(Call call) {
        return send(call);
    }

    /** Gracefully restart VM. */
    Reply reboot(Call call) {
        return send(call);
    }

    /** Force reboot VM. */
    Reply rebootForce(Call call) {
        return send(call);
    }

    private Reply send(Call call) {
        Server server = servers.require(call);
        if (servers.isSuspended(server)) {
            throw HosterError.signalFailed(call);
        }
        tasks.requireFree(call, server.target(), HosterError.signalFailed(call));
        tasks.signal(call, server.target());
        return HosterReply.result(true);
    }

    /** Switches a server on at the end of a job, which is at that date. */
    void boot(Server server, Job job, Instant at) {
        servers.update(server.boot(job.endsAt().orElseThrow(), usages.atBoot(server, at)));
        facts.remove(server.target(), HosterFact.MEMORY_AT_ONCE);
    }

    /** Brings a server to a state at that time: {@code running}, {@code stopped} or {@code suspended}. */
    void set(Server server, String state, WorldTime at) {
        servers.setSuspended(server, state.equals(SUSPENDED));
        facts.remove(server.target(), HosterFact.SIGNAL_SEQUENCE, HosterFact.POWER_AND_WORK, HosterFact.MEMORY_AT_ONCE);
        if (state.equals(RUNNING)) {
            servers.update(server.boot(at.elapsed(), usages.atBoot(server, at.date())));
        } else {
            servers.update(server.stop(at.elapsed()));
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
        facts.note(server.target(), HosterFact.POWER_AND_WORK);
        if (free.isUp()) {
            boot(free, job, at);
        } else {
            servers.update(free);
        }
    }

    /** Boots a server that was off when the signal came to its turn: a running one ignores it, even if it halts later. */
    String started(Job job, Instant at) {
        servers.find(job.target())
                .filter(server -> !server.running()
                        && !servers.isSuspended(server)
                        && server.haltedAt().compareTo(job.startsAt()) <= 0)
                .ifPresent(server -> bootBySignal(server, job, at));
        return "null";
    }

    String halted(Job job, Instant at) {
        servers.find(job.target()).filter(Server::running).ifPresent(server -> halt(server, job));
        return "null";
    }

    String wasReset(Job job, Instant at) {
        servers.find(job.target()).filter(Server::running).ifPresent(server -> bootBySignal(server, job, at));
        return "null";
    }

    String shutDown(Job job, Instant at) {
        asked(job).ifPresent(server -> halt(server, job));
        return "null";
    }

    String rebooted(Job job, Instant at) {
        asked(job).ifPresent(server -> bootBySignal(server, job, at));
        return "null";
    }

    /** The server of a signal to its guest system, if that system still runs: another boot knows nothing of it. */
    private Optional<Server> asked(Job job) {
        return servers.find(job.target())
                .filter(server -> server.running() && server.bootedAt().compareTo(job.startsAt()) <= 0);
    }

    private void bootBySignal(Server server, Job signal, Instant at) {
        boot(server, signal, at);
        tasks.hasSwitched(signal);
    }

    private void halt(Server server, Job signal) {
        servers.update(server.stop(signal.endsAt().orElseThrow()));
        facts.remove(server.target(), HosterFact.MEMORY_AT_ONCE);
        tasks.hasSwitched(signal);
    }
}
