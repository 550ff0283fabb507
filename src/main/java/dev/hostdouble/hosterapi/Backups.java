package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Reply;
import dev.hostdouble.hosterapi.BackupDao.Backup;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.Job;
import dev.hostdouble.job.JobCompletion;
import dev.hostdouble.job.Step;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.Optional;

/** HosterAPI, section "Server": backups. A backup's id is the Unix time at which it was asked for. */
final class Backups {
    private static final Status PENDING = new Status("pending", 0);
    private static final String RESTORE = HosterApi.NAME + "/server.backups_restore";

    private final ServerDao servers;
    private final BackupDao backups;
    private final ServerPower power;
    private final JobTickets tasks;
    private final FactDao facts;

    Backups(ServerDao servers, BackupDao backups, ServerPower power, JobTickets tasks, FactDao facts) {
        this.facts = facts;
        this.servers = servers;
        this.backups = backups;
        this.power = power;
        this.tasks = tasks;
    }

    /** List backups for VM: newest first. */
    Reply list(Call call) {
        Server server = servers.require(call);
        facts.shownBy(call, server.target());
        return HosterReply.result(backups.ids(server.id()));
    }

    /**
     * Get backup task status, of the latest backup or restore. Only {@code pending}, 0 is documented; that it also stands
     * where there was no task is assumed.
     */
    Reply status(Call call) {
        Server server = servers.require(call);
        Optional<Job> latest = tasks.latest(HosterOperations.BACKUP, server.target());
        if (latest.isEmpty()) {
            call.restsOn(HosterFact.NO_BACKUP_TASK);
            return HosterReply.result(PENDING);
        }
        Job task = latest.get();
        call.isAbout(task);
        Status status = Status.of(task.at(call.elapsed()));
        if (!status.equals(PENDING)) {
            call.restsOn(HosterFact.BACKUP_STEPS);
        }
        if (task.operation().equals(RESTORE)) {
            call.restsOn(HosterFact.RESTORE_IN_STATUS);
            if (task.settled() && !PhpJson.decode(task.argument(), Target.class).known()) {
                call.restsOn(HosterFact.UNKNOWN_BACKUP);
            }
        }
        return HosterReply.result(status);
    }

    /** Create backup of the current server; the list shows it when the task has ended. */
    Reply create(Call call) {
        Server server = servers.require(call);
        tasks.requireFree(call, server.target(), HosterError.TIMEOUT.with());
        tasks.background(
                call, server.target(), new Snapshot(call.now().getEpochSecond(), server.config(), server.password()));
        return HosterReply.result(true);
    }

    String created(Job job, Instant at) {
        Server server = servers.require(job.target());
        Snapshot snapshot = PhpJson.decode(job.argument(), Snapshot.class);
        long takenAt = backups.unusedId(server.id(), snapshot.takenAt());
        if (takenAt != snapshot.takenAt()) {
            facts.note(server.target(), HosterFact.BACKUP_SECOND);
        }
        backups.insert(new Backup(server.id(), takenAt, snapshot.config(), snapshot.password()));
        return "null";
    }

    /**
     * Restore VM from backup. An unknown one is taken as well, and the task then fails (assumed: the page restores one
     * that its own list does not show). The server is down until the task ends (assumed).
     */
    Reply restore(Call call) {
        Input input = Input.of(call);
        Server server = input.order().first(() -> servers.require(call));
        input.order().last(() -> tasks.isBusy(server.target()));
        long takenAt = input.id("backup").orElseThrow(HosterError.NO_TARGET_BACKUP::with);
        tasks.requireFree(call, server.target(), HosterError.signalFailed(call));
        boolean known = backups.find(server.id(), takenAt).isPresent();
        tasks.background(call, server.target(), new Target(takenAt, known));
        return HosterReply.result("pending");
    }

    JobCompletion restoration() {
        return new Restoration();
    }

    private final class Restoration implements JobCompletion {
        @Override
        public void started(Job job, Instant at) {
            if (PhpJson.decode(job.argument(), Target.class).known()) {
                power.workBegins(servers.require(job.target()));
            }
        }

        @Override
        public String finished(Job job, Instant at) {
            Target target = PhpJson.decode(job.argument(), Target.class);
            Server server = servers.require(job.target());
            Backup backup = backups.find(server.id(), target.takenAt())
                    .filter(found -> target.known())
                    .orElseThrow(HosterError.NO_TARGET_BACKUP::with);
            if (!backup.config().equals(server.config())) {
                facts.note(server.target(), HosterFact.BACKUP_CONTENT);
            }
            power.workEnds(server.with(backup.config(), backup.password()), job, at);
            return "null";
        }

        @Override
        public void failed(Job job, Instant at) {
            if (PhpJson.decode(job.argument(), Target.class).known()) {
                servers.find(job.target()).ifPresent(server -> power.workEnds(server, job, at));
            }
        }
    }

    private record Status(String status, double progress) {
        static Status of(Step step) {
            return new Status(step.status(), step.progress());
        }
    }

    record Snapshot(long takenAt, Config config, String password) {}

    /** {@code known}: whether the backup was there when the restore was asked for. */
    record Target(long takenAt, boolean known) {}
}
