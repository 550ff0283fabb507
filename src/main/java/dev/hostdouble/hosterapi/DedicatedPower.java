package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.DedicatedDao.Dedicated;
import dev.hostdouble.job.Job;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/**
 * HosterAPI, section "Dedicated": power. A signal shows after a while, in sequence (assumed). Nothing can be sent to a
 * server before its order is complete (assumed).
 */
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
        Dedicated owned = dedicated.require(call);
        requireComplete(owned, call);
        tasks.requireFree(call, owned.target(), HosterError.signalFailed(call));
        tasks.signal(call, owned.target());
        return HosterReply.result(true);
    }

    /**
     * Refuses a call about a server whose order is not complete.
     *
     * @throws ApiException {@code 0xa1} with the page's word for what was to be sent
     */
    static void requireComplete(Dedicated owned, Call call) {
        if (!owned.orderComplete()) {
            throw HosterError.signalFailed(call);
        }
    }

    String started(Job job, Instant at) {
        return switchTo(job, true);
    }

    String halted(Job job, Instant at) {
        return switchTo(job, false);
    }

    /** Switches a machine that was in the other state when the signal came to its turn, and still is. */
    private String switchTo(Job job, boolean running) {
        of(job, dedicated)
                .filter(owned ->
                        owned.running() != running && owned.switchedAt().compareTo(job.startsAt()) <= 0)
                .map(owned -> owned.switched(running, job.endsAt().orElseThrow()))
                .ifPresent(switched -> {
                    dedicated.update(switched);
                    tasks.hasSwitched(job);
                });
        return "null";
    }

    /** The owned machine a job works on. */
    static Optional<Dedicated> of(Job job, DedicatedDao dedicated) {
        return Ids.number(job.targetId()).flatMap(dedicated::find);
    }
}
