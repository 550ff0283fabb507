package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HosterAPI, section "Dedicated": power. A signal shows after a while; a later one takes its place (assumed). */
final class DedicatedPower {
    private final DedicatedDao dedicated;
    private final JobTickets tasks;

    DedicatedPower(DedicatedDao dedicated, JobTickets tasks) {
        this.dedicated = dedicated;
        this.tasks = tasks;
    }

    /** Starts a dedicated server. */
    Reply start(Call call) {
        return send(call);
    }

    /** Stops a dedicated server. */
    Reply shutdown(Call call) {
        return send(call);
    }

    /** Restarts a dedicated server. */
    Reply reboot(Call call) {
        return send(call);
    }

    private Reply send(Call call) {
        Dedicated owned = dedicated.require(call.path("sid"));
        tasks.supersede(owned.target(), Set.of(HosterOperations.POWER));
        tasks.background(call, owned.target(), Map.of());
        return HosterReply.result(true);
    }

    String started(Job job, Instant at) {
        return switchTo(job, true);
    }

    String halted(Job job, Instant at) {
        return switchTo(job, false);
    }

    private String switchTo(Job job, boolean running) {
        of(job, dedicated)
                .filter(Dedicated::orderComplete)
                .ifPresent(owned -> dedicated.update(owned.withRunning(running)));
        return "null";
    }

    /** The owned machine a job works on. */
    static Optional<Dedicated> of(Job job, DedicatedDao dedicated) {
        return Ids.number(job.targetId()).flatMap(dedicated::find);
    }
}
