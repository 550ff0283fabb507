package dev.hostdouble.metrics;

import dev.hostdouble.journal.ActivityCounts;
import dev.hostdouble.journal.OperationCounts;
import dev.hostdouble.world.ServerFigures;
import dev.hostdouble.world.ServerFigures.JobFigures;
import dev.hostdouble.world.World;
import dev.hostdouble.world.Worlds;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** What the server counts by itself, made into metrics whenever somebody asks. It waits for nobody. */
final class ServerCollector implements MultiCollector {
    private static final double NANOS = 1e9;

    private final Worlds worlds;
    private final IntSupplier connections;
    private final IntSupplier streams;
    private final Map<String, JobFigures> lastJobs = new HashMap<>(); // guarded by this

    ServerCollector(Worlds worlds, IntSupplier connections, IntSupplier streams) {
        this.worlds = worlds;
        this.connections = connections;
        this.streams = streams;
    }

    @Override
    public MetricSnapshots collect() {
        ActivityCounts counts = ServerFigures.counts(worlds);
        List<World> all = worlds.list();
        return MetricSnapshots.of(
                requests(counts),
                times(counts),
                ruleHits(counts),
                jobs(all),
                gauge("hostdouble_worlds", "Worlds in this process", all.size()),
                counter("hostdouble_world_creations", "Worlds that were created or loaded", counts.created()),
                counter("hostdouble_world_removals", "Worlds that were deleted or have left", counts.removed()),
                gauge(
                        "hostdouble_memory_used_bytes",
                        "What all worlds remember, as an estimate",
                        worlds.memory().used()),
                gauge(
                        "hostdouble_memory_limit_bytes",
                        "What all worlds may remember",
                        worlds.memory().limit()),
                gauge("hostdouble_event_streams", "Open streams of events", streams.getAsInt()),
                gauge("hostdouble_connections", "Open connections", connections.getAsInt()));
    }

    private static CounterSnapshot requests(ActivityCounts counts) {
        CounterSnapshot.Builder requests = CounterSnapshot.builder()
                .name("hostdouble_requests")
                .help("Requests to providers that were answered, by operation and status");
        counts.operations().forEach((operation, known) -> known.statuses()
                .forEach((status, number) -> requests.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("operation", operation, "status", status))
                        .value((double) number)
                        .build())));
        return requests.build();
    }

    private static HistogramSnapshot times(ActivityCounts counts) {
        HistogramSnapshot.Builder times = HistogramSnapshot.builder()
                .name("hostdouble_request_duration_seconds")
                .help("Time from the end of a request until its reply is made, without what rules delay, by operation");
        double[] bounds = new double[OperationCounts.bounds().length];
        for (int i = 0; i < bounds.length; i++) {
            long bound = OperationCounts.bounds()[i];
            bounds[i] = bound == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : bound / NANOS;
        }
        counts.operations()
                .forEach((operation, known) -> times.dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(Labels.of("operation", operation))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, known.times()))
                        .sum(known.nanos() / NANOS)
                        .build()));
        return times.build();
    }

    private static CounterSnapshot ruleHits(ActivityCounts counts) {
        CounterSnapshot.Builder hits = CounterSnapshot.builder()
                .name("hostdouble_rules_applied")
                .help("How often a rule of a scenario changed a call, by rule");
        counts.rules()
                .forEach((rule, number) -> hits.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("rule", rule))
                        .value((double) number)
                        .build()));
        return hits.build();
    }

    /** A world that somebody is in counts as it was when it was last counted. */
    private synchronized GaugeSnapshot jobs(List<World> all) {
        lastJobs.keySet().retainAll(all.stream().map(World::name).toList());
        all.forEach(world -> ServerFigures.jobs(world).ifPresent(jobs -> lastJobs.put(world.name(), jobs)));
        return GaugeSnapshot.builder()
                .name("hostdouble_jobs")
                .help("Jobs in all worlds, by state")
                .dataPoint(point(
                        Labels.of("state", "running"),
                        lastJobs.values().stream()
                                .mapToLong(JobFigures::running)
                                .sum()))
                .dataPoint(point(
                        Labels.of("state", "ended"),
                        lastJobs.values().stream().mapToLong(JobFigures::ended).sum()))
                .build();
    }

    private static GaugeDataPointSnapshot point(Labels labels, long value) {
        return GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static CounterSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
