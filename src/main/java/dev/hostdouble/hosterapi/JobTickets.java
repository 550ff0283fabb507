package dev.hostdouble.hosterapi;

import dev.hostdouble.core.ApiException;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.db.Database;
import dev.hostdouble.hosterapi.HosterState.Busy;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.ResourceJobs;
import dev.hostdouble.job.Step;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.CallJobs;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jobs of HosterAPI: some a client gets a ticket for, others are seen by their effect alone. */
final class JobTickets {
    private static final String PROVIDER = HosterApi.NAME;

    /** The slots of jobs that keep a server busy. */
    private static final Set<String> WORK = Set.of(HosterOperations.WORK, HosterOperations.BACKUP);

    private static final Set<String> SIGNALS = Set.of(HosterOperations.POWER, HosterOperations.GUEST);

    private final Jobs jobs;
    private final Database db;
    private final AccountDao accounts;
    private final CallJobs starts;
    private final FactDao facts;
    private final boolean refusesWhenBusy;
    private final Set<Long> taken;

    JobTickets(Jobs jobs, Database db, AccountDao accounts, FactDao facts, HosterState state) {
        this.facts = facts;
        this.jobs = jobs;
        this.db = db;
        this.accounts = accounts;
        this.starts = new CallJobs(jobs, state.jobTimelines());
        this.refusesWhenBusy = state.busy() == Busy.REFUSE;
        this.taken = state.jobs().stream()
                .flatMap(job -> Stream.ofNullable(job.id()))
                .collect(Collectors.toSet());
    }

    /**
     * Starts the job of the call's operation and answers with its ticket: {@code {"status","jobId","progress"}}. On a busy
     * server it stays queued until the earlier jobs have ended.
     */
    Reply ticket(Call call, String target, Object argument) {
        return ticket(call, target, argument, Optional.empty());
    }

    /** Starts a job as {@link #ticket(Call, String, Object)}, which fails where the provider refuses it. */
    Reply ticket(Call call, String target, Object argument, Optional<JobFailure> failure) {
        long id = nextId();
        accounts.ticket(id, call.account());
        boolean isWork = WORK.contains(CallJobs.type(call).slot());
        Set<String> waitsFor = refusesWhenBusy && isWork ? WORK : Set.of();
        if (!refusesWhenBusy && isWork && jobs.on(PROVIDER, target).isOpen(WORK)) {
            facts.note(FactDao.job(String.valueOf(id)), HosterFact.BUSY_SERVER); // it does not wait for the others
        }
        Step first =
                starts.start(call, String.valueOf(id), target, PhpJson.encodeToString(argument), failure, waitsFor);
        return HosterReply.result(new Ticket(first.status(), id, first.progress()));
    }

    /** The next number that no job of the start state has. */
    private long nextId() {
        long id = db.next("hosterapi.job");
        while (taken.contains(id)) {
            id = db.next("hosterapi.job");
        }
        return id;
    }

    /** Starts the job of the call's operation without a ticket. */
    void background(Call call, String target, Object argument) {
        jobs.on(PROVIDER, target).forgetEnded(CallJobs.type(call)); // no operation reads an earlier one
        starts.start(call, "task-" + db.next("hosterapi.task"), target, PhpJson.encodeToString(argument));
    }

    /** Starts the job of a power signal, which takes its turn after earlier ones. */
    void signal(Call call, String target) {
        JobType type = CallJobs.type(call);
        ResourceJobs others = jobs.on(PROVIDER, target);
        boolean isAlone = !others.isOpen(SIGNALS);
        if (!isAlone && others.isOtherOpen(type, SIGNALS)) {
            facts.note(target, HosterFact.SIGNAL_SEQUENCE);
        }
        others.forgetEnded(type);
        String id = "task-" + db.next("hosterapi.task");
        String argument = PhpJson.encodeToString(new Signal(isAlone));
        starts.start(call, id, target, argument, Optional.empty(), Set.of(HosterOperations.POWER));
    }

    /** A signal has switched its server: if no other one was on its way, the state rests on nothing that came before. */
    void hasSwitched(Job signal) {
        boolean isLatest = SIGNALS.stream()
                .flatMap(slot -> latest(slot, signal.target()).stream())
                .noneMatch(other -> other.number() > signal.number());
        if (isLatest && PhpJson.decode(signal.argument(), Signal.class).alone()) {
            facts.remove(signal.target(), HosterFact.SIGNAL_SEQUENCE, HosterFact.POWER_AND_WORK);
        }
    }

    /**
     * Refuses a call on a server that a job works on (assumed: Proxmox locks a machine meanwhile; the page documents the
     * errors).
     *
     * @throws ApiException the error, unless the server is free or the world accepts such calls
     */
    void requireFree(Call call, String target, ApiException error) {
        requireFree(call, target, WORK, error);
    }

    /** Refuses a call while a backup is made or restored, as {@link #requireFree}. */
    void requireNoBackup(Call call, String target, ApiException error) {
        requireFree(call, target, Set.of(HosterOperations.BACKUP), error);
    }

    private void requireFree(Call call, String target, Set<String> slots, ApiException error) {
        if (!jobs.on(PROVIDER, target).isOpen(slots)) {
            return;
        }
        call.restsOn(HosterFact.BUSY_SERVER);
        if (refusesWhenBusy) {
            throw error;
        }
    }

    /** Whether calls are refused because a job works on a server. */
    boolean isBusy(String target) {
        return refusesWhenBusy && jobs.on(PROVIDER, target).isOpen(WORK);
    }

    /** The job of an id as it stands in a path, if a client got a ticket for it. */
    Optional<Job> ticketed(String id) {
        return Ids.number(id).flatMap(number -> jobs.find(PROVIDER, String.valueOf(number)));
    }

    /** The latest job of a slot on a resource. */
    Optional<Job> latest(String slot, String target) {
        return jobs.on(PROVIDER, target).latest(slot);
    }

    /** The resource was removed: jobs with a ticket fail with that text, tasks are forgotten. */
    void abandon(String target, WorldTime now, String why) {
        ResourceJobs own = jobs.on(PROVIDER, target);
        own.forgetEndedTasks(); // no operation shows them any more
        for (Job job : own.running()) {
            if (jobs.type(job).ticketed()) {
                jobs.fail(job, now, why);
            } else {
                jobs.forget(job);
            }
        }
    }

    /** {@code alone}: whether no other signal was on its way when it was sent. */
    private record Signal(boolean alone) {}

    private record Ticket(String status, long jobId, double progress) {}
}
