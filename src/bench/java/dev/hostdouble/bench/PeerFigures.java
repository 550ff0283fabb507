package dev.hostdouble.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of one run, by server, call and number of connections. */
final class PeerFigures {
    private final Map<String, OfServer> servers = new LinkedHashMap<>();

    OfServer of(Target target) {
        return of(target.name());
    }

    OfServer of(String name) {
        return servers.computeIfAbsent(name, unknown -> new OfServer());
    }

    boolean has(String name) {
        return servers.containsKey(name);
    }

    static final class OfServer {
        /** Seconds, and seconds of processor time until then. */
        final Sample firstAnswer = new Sample();

        final Sample startProcessor = new Sample();

        /** MiB. */
        final Sample startResident = new Sample();

        final Sample loadedResident = new Sample();
        private final Map<String, Figures> calls = new LinkedHashMap<>();

        Figures of(Call call, int connections) {
            return calls.computeIfAbsent(call.name() + " " + connections, unknown -> new Figures());
        }
    }
}
