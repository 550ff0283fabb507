package dev.hostdouble.hosterapi;

import dev.hostdouble.core.Durations;
import dev.hostdouble.db.Database;
import dev.hostdouble.hosterapi.AccountDao.Kind;
import dev.hostdouble.hosterapi.ServerDao.Config;
import dev.hostdouble.hosterapi.ServerDao.Server;
import dev.hostdouble.job.EarlierJob;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.JobType;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.NewJob;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts the jobs of a start state into a world whose operations are bound. */
final class EarlierJobs {
    private final Database db;
    private final Jobs jobs;
    private final ServerDao servers;
    private final DedicatedDao dedicated;
    private final BackupDao backups;
    private final AccountDao accounts;

    EarlierJobs(
            Database db, Jobs jobs, ServerDao servers, DedicatedDao dedicated, BackupDao backups, AccountDao accounts) {
        this.db = db;
        this.jobs = jobs;
        this.servers = servers;
        this.dedicated = dedicated;
        this.backups = backups;
        this.accounts = accounts;
    }

    /** @param start the date at which the world starts */
    void load(HosterState state, Instant start) {
        Map<String, Timeline> timelines = state.jobTimelines();
        for (JobYaml job : state.jobs()) {
            jobs.add(earlier(job, Objects.requireNonNull(timelines.get(job.operation())), start), start);
        }
    }

    private EarlierJob earlier(JobYaml yaml, Timeline timeline, Instant start) {
        JobType type = yaml.type();
        Duration age = Durations.parse(yaml.age());
        String id = id(yaml);
        if (yaml.isRunning()) {
            String argument = PhpJson.encodeToString(argument(yaml, start.minus(age)));
            return EarlierJob.running(new NewJob(type, id, target(yaml), argument, timeline, Optional.empty()), age);
        }
        Optional<JobFailure> failure = yaml.state().equals("failed")
                ? Optional.of(new JobFailure(yaml.output().asText(), yaml.progress()))
                : Optional.empty();
        NewJob job = new NewJob(type, id, target(yaml), "{}", timeline, failure);
        return EarlierJob.ended(job, age, PhpJson.encodeToString(yaml.output()));
    }

    /** The number of the ticket, which then belongs to the account of its server; or the name of a job without one. */
    private String id(JobYaml yaml) {
        if (yaml.id() == null) {
            return "task-" + db.next("hosterapi.task");
        }
        Optional<String> owner = Optional.ofNullable(yaml.server()).flatMap(server -> accounts.of(Kind.SERVER, server));
        accounts.ticket(yaml.id(), owner.orElse(yaml.account()));
        return String.valueOf(yaml.id());
    }

    private String target(JobYaml yaml) {
        if (yaml.dedicated() != null) {
            return dedicated.find(yaml.dedicated()).orElseThrow().target();
        }
        return yaml.server() == null ? Servers.NEW : server(yaml).target();
    }

    private Server server(JobYaml yaml) {
        return servers.find(Objects.requireNonNull(yaml.server())).orElseThrow();
    }

    /**
     * What the completion of a running job needs.
     *
     * @param at the date at which it began
     */
    private Object argument(JobYaml yaml, Instant at) {
        return switch (yaml.operation()) {
            case "server.create" ->
                new Servers.CreateParams(
                        new Config(
                                Objects.requireNonNull(yaml.cpuCores()),
                                Objects.requireNonNull(yaml.mem()),
                                Objects.requireNonNull(yaml.disk()),
                                Objects.requireNonNull(yaml.template())),
                        Objects.requireNonNull(yaml.ipCount()),
                        yaml.account(),
                        0);
            case "server.reinstall" ->
                new ServerSetup.Template(
                        Objects.requireNonNullElse(yaml.template(), server(yaml).orderedTemplate()),
                        yaml.template() != null);
            case "server.change" ->
                new ServerSetup.Change(
                        yaml.cpuCores(), yaml.mem(), yaml.disk(), Objects.requireNonNullElse(yaml.ipCount(), 0));
            case "server.backups_create" ->
                new Backups.Snapshot(
                        at.getEpochSecond(), server(yaml).config(), server(yaml).password());
            case "server.backups_restore" -> {
                long backup = Objects.requireNonNull(yaml.backup());
                yield new Backups.Target(
                        backup, backups.find(server(yaml).id(), backup).isPresent());
            }
            case "software.install", "software.uninstall" ->
                new SoftwareSection.Choice(Objects.requireNonNull(yaml.packageName()), true);
            case "dedicated.order" -> new Market.Order(Objects.requireNonNullElse(yaml.ipCount(), 1), yaml.hostname());
            default -> new DedicatedServer.Install(Objects.requireNonNull(yaml.template()), yaml.hostname());
        };
    }
}
