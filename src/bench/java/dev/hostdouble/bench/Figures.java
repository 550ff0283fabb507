package dev.hostdouble.bench;

import java.io.IOException;

/** What one call to one server took, load after load. */
final class Figures {
    final Sample perSecond = new Sample();
    final Sample p50 = new Sample();
    final Sample p99 = new Sample();

    /** Microseconds of processor time of the server for each request. */
    final Sample processor = new Sample();

    /** Puts one load on the server, and adds what came of it. */
    void add(LoadGenerator generator, Server server, Call call, int connections, int seconds)
            throws IOException, InterruptedException {
        prepare(server, call);
        verify(server, call);
        long before = server.processorNanos();
        Loaded loaded = generator.load(server, call, connections, seconds);
        perSecond.add(loaded.perSecond());
        p50.add(loaded.p50());
        p99.add(loaded.p99());
        processor.add((server.processorNanos() - before) / 1e3 / loaded.requests());
        verify(server, call);
    }

    /** The load generator sees only the status. */
    private static void verify(Server server, Call call) throws IOException {
        String reply = server.call(server.authorized(call));
        if (!reply.contains(call.sign())) {
            throw new IOException(server.target().name() + ", " + call.name() + ": unexpected reply " + reply);
        }
    }

    /** Empties what earlier loads have left: the world of the orders, and WireMock's journal, which has no limit. */
    static void prepare(Server server, Call call) throws IOException {
        if (server.target().ours() && call.path().startsWith(Call.CREATE_WORLD)) {
            server.call(Call.control("POST", Call.CREATE_WORLD + "/_emulator/reset", ""));
        } else if (server.target().name().equals(PeerTargets.WIREMOCK)) {
            server.call(Call.control("DELETE", "/__admin/requests", ""));
        }
    }

    /** Load before the first figure. */
    static void warmUp(LoadGenerator generator, Server server, Call call, int connections, int seconds)
            throws IOException, InterruptedException {
        if (seconds > 0) {
            prepare(server, call);
            generator.load(server, call, connections, seconds);
        }
    }
}
