package dev.hostdouble.control;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Lazy;
import dev.hostdouble.core.Reply;
import dev.hostdouble.metrics.Metrics;
import dev.hostdouble.world.Worlds;
import java.util.function.IntSupplier;

/** The metrics of the server. */
final class MetricsControl {
    private final Lazy<Metrics> metrics;

    /**
     * The metrics of the server with these worlds.
     *
     * @param connections how many connections are open
     * @param streams how many streams of events are open
     */
    MetricsControl(Worlds worlds, IntSupplier connections, IntSupplier streams) {
        this.metrics = Lazy.of(() -> new Metrics(worlds, connections, streams));
    }

    /** {@code GET metrics}: the text format of Prometheus, or OpenMetrics for those who accept it. */
    Reply page(ControlCall call) {
        Metrics.Page page = metrics.get().page(call.request().headers());
        Reply reply = Reply.text(200, page.type(), page.text());
        return reply.with(reply.headers().plus(Headers.of("Cache-Control", "no-store", "Vary", "Accept")));
    }
}
