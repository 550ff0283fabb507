package dev.hostdouble.control;

import dev.hostdouble.core.Accept;
import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.ReservedPaths;
import dev.hostdouble.world.Worlds;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /_emulator}: all endpoints, as JSON, or as a page for browsers. */
final class IndexControl {
    private static final String HTML = "text/html; charset=utf-8";
    private static final List<String> TYPES = List.of("application/json", HTML);
    private static final Headers PAGE = Headers.of(
            "Content-Type",
            HTML,
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'");

    private final Supplier<List<ControlRoute>> rows;
    private final EndpointTexts texts = new EndpointTexts();
    private final String version;

    IndexControl(Supplier<List<ControlRoute>> rows, String version) {
        this.rows = rows;
        this.version = version;
    }

    /** {@code GET /_emulator}. */
    Reply show(ControlCall call) {
        String base = base(call);
        List<Endpoint> endpoints = rows.get().stream()
                .map(row -> new Endpoint(row.method(), path(base, row), texts.description(row)))
                .toList();
        Index index = new Index("Hostdouble", version, call.worldName(), base + ConsoleFiles.PAGE, endpoints);
        Reply reply = Accept.best(call.request().headers(), TYPES).equals(HTML)
                ? Reply.of(200, Bytes.of(IndexPage.html(index))).with(PAGE)
                : ControlJson.reply(200, index);
        return reply.with(reply.headers().plus("Vary", "Accept"));
    }

    private static String path(String base, ControlRoute row) {
        String path = row.path().text();
        return path.equals("/") ? base : base + path;
    }

    /** What the paths of this world begin with. A link cannot name the world by a header, so the path names it. */
    private static String base(ControlCall call) {
        Request request = call.request();
        boolean isNamedByHeader = request.base().isEmpty()
                && !call.worldName().equals(Worlds.DEFAULT)
                && !request.header(ReservedPaths.WORLD_HEADER).isEmpty();
        return (isNamedByHeader ? ReservedPaths.WORLD + call.worldName() : request.base()) + Control.BASE;
    }

    /** All endpoints, the world that their paths are about, and the path of its console. */
    record Index(String name, String version, String world, String console, List<Endpoint> endpoints) {}

    /** An endpoint; named segments of its path are in braces. */
    record Endpoint(String method, String path, String description) {}
}
