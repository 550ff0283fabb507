package dev.hostdouble.hostkey;

import dev.hostdouble.core.Durations;
import dev.hostdouble.hostkey.IsoDao.Iso;
import dev.hostdouble.job.EarlierJob;
import dev.hostdouble.job.JobFailure;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.job.NewJob;
import dev.hostdouble.job.Timeline;
import dev.hostdouble.php.PhpJson;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts the tasks of a start state into a world whose operations are bound. */
final class EarlierTasks {
    private final Jobs jobs;
    private final ServerDao servers;
    private final SnapshotDao snapshots;
    private final IsoDao isos;

    EarlierTasks(Jobs jobs, ServerDao servers, SnapshotDao snapshots, IsoDao isos) {
        this.jobs = jobs;
        this.servers = servers;
        this.snapshots = snapshots;
        this.isos = isos;
    }

    /** @param start the date at which the world starts */
    void load(HostkeyState state, Instant start) {
        Map<String, Timeline> timelines = state.jobTimelines();
        for (TaskYaml task : state.tasks()) {
            jobs.add(earlier(task, Objects.requireNonNull(timelines.get(task.operation()))), start);
        }
    }

    private EarlierJob earlier(TaskYaml yaml, Timeline timeline) {
        Optional<Iso> image = Optional.ofNullable(yaml.image()).flatMap(isos::find);
        Optional<Server> server = Optional.ofNullable(yaml.server()).flatMap(servers::find);
        String target =
                image.map(Iso::target).or(() -> server.map(Server::target)).orElseThrow();
        Object data = yaml.isRunning()
                ? server.map(known -> data(yaml, known))
                        .orElseGet(() -> image.orElseThrow().owner())
                : "";
        String argument = AsyncTasks.argument(context(yaml, server), data);
        Duration age = Durations.parse(yaml.age());
        if (yaml.isRunning()) {
            return EarlierJob.running(
                    new NewJob(yaml.jobType(), yaml.key(), target, argument, timeline, Optional.empty()), age);
        }
        boolean hasFailed = yaml.state().equals("failed");
        Optional<JobFailure> failure = hasFailed ? Optional.of(new JobFailure(yaml.scope(), 0)) : Optional.empty();
        NewJob job = new NewJob(yaml.jobType(), yaml.key(), target, argument, timeline, failure);
        return EarlierJob.ended(
                job, age, hasFailed ? PhpJson.encodeToString(yaml.scope()) : TaskResult.of(yaml.scope()));
    }

    /** What the key returns beside the result, as after a call. */
    private static Map<String, Object> context(TaskYaml yaml, Optional<Server> server) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("action", yaml.action());
        context.put("id", server.map(Server::id).orElseGet(() -> Objects.requireNonNull(yaml.image())));
        if (!yaml.name().isEmpty()) {
            context.put("name", yaml.name());
        }
        if (!yaml.iso().isEmpty()) {
            context.put("iso", yaml.iso());
        }
        server.filter(known -> yaml.operation().startsWith("eq."))
                .ifPresent(known -> context.put("location", known.location()));
        return context;
    }

    /** What the completion of a running task on a server needs. */
    private Object data(TaskYaml yaml, Server server) {
        return switch (yaml.operation()) {
            case "vm.create_snapshot" -> new SnapshotTasks.Created(snapshots.next(), yaml.type(), yaml.name());
            case "vm.remove_snapshot", "vm.restore_snapshot" ->
                snapshots.of(server.id(), yaml.type()).stream()
                        .filter(snapshot -> snapshot.name().equals(yaml.name()))
                        .findFirst()
                        .orElseThrow()
                        .number();
            case "iso.mount_iso" ->
                new DriveSection.Change(
                        server.owner(),
                        0,
                        isos.list().stream()
                                .filter(iso -> iso.isoName().equals(yaml.iso()))
                                .findFirst()
                                .orElseThrow()
                                .id(),
                        yaml.iso());
            case "iso.unmount_iso" ->
                new DriveSection.Change(server.owner(), server.drive().iso(), 0, "");
            default -> "";
        };
    }
}
