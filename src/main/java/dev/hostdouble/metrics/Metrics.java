package dev.hostdouble.metrics;

import dev.hostdouble.core.Accept;
import dev.hostdouble.core.Headers;
import dev.hostdouble.world.Worlds;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The metrics of a server. Its libraries are loaded when it is made, so that is done when somebody first asks. */
public final class Metrics {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** All names are such that no way of escaping changes them, so what Prometheus 3 asks for is the same text. */
    private static final List<String> TYPES = List.of(
            TEXT,
            OPEN_METRICS,
            OPEN_METRICS + "; escaping=allow-utf-8",
            OPEN_METRICS + "; escaping=underscores",
            OPEN_METRICS + "; escaping=dots",
            OPEN_METRICS + "; escaping=values");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * The metrics of the server with these worlds.
     *
     * @param connections how many connections are open
     * @param streams how many streams of events are open
     */
    public Metrics(Worlds worlds, IntSupplier connections, IntSupplier streams) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // The binder of the library listens to each collection, and somebody would have to end that.
            FunctionTimer.builder(
                            "jvm.gc.collection",
                            collector,
                            GarbageCollectorMXBean::getCollectionCount,
                            GarbageCollectorMXBean::getCollectionTime,
                            TimeUnit.MILLISECONDS)
                    .description("Time spent in garbage collections")
                    .tag("gc", collector.getName())
                    .register(registry);
        }
        registry.getPrometheusRegistry().register(new ServerCollector(worlds, connections, streams));
    }

    /**
     * All metrics as text.
     *
     * @param type the media type of the text
     */
    public record Page(String type, String text) {}

    /**
     * The metrics as they are now.
     *
     * @param headers those of the request: OpenMetrics for those who prefer it, and else the text format 0.0.4
     */
    public Page page(Headers headers) {
        String type = Accept.best(headers, TYPES).equals(TEXT) ? TEXT : OPEN_METRICS;
        return new Page(type, registry.scrape(type));
    }
}
