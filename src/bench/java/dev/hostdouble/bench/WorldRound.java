package dev.hostdouble.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Worlds created, reset and forked by some clients at once, each on a connection of its own and with worlds of its own. In each
 * step all clients do the same.
 */
final class WorldRound {
    static final String AFTER = ", the first call after it";
    private static final String FIRST = "first";

    private final Server server;
    private final Map<String, Latencies> latencies = new LinkedHashMap<>();

    WorldRound(Server server) {
        this.server = server;
    }

    /** What the steps took, in the order of the steps. */
    Map<String, Latencies> latencies() {
        return latencies;
    }

    private interface Step {
        /** What is measured; the name is that of a world of the client's. */
        Call call(String name);
    }

    /** Lets each client do each step that number of times. */
    WorldRound run(int clients, int times) throws Exception {
        server.call(put(FIRST, ""));
        server.call(Call.READ.in("/_w/" + FIRST));
        String from = "{\"from\":\"" + FIRST + "\"}";
        step(clients, times, "create", name -> put(name, ""), true);
        step(clients, times, "reset", name -> Call.control("POST", "/_w/" + name + "/_emulator/reset", ""), false);
        step(clients, times, "fork", name -> put(name, from), true);
        return this;
    }

    private static Call put(String world, String body) {
        return Call.control("PUT", "/_emulator/worlds/" + world, body);
    }

    private void step(int clients, int times, String what, Step step, boolean fresh) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (boolean called : new boolean[] {false, true}) {
                List<Future<Latencies>> all = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    String world = what + client;
                    all.add(threads.submit(() -> client(times, world, step, fresh, called)));
                }
                Latencies took = latencies.computeIfAbsent(called ? what + AFTER : what, unknown -> new Latencies());
                for (Future<Latencies> one : all) {
                    took.addAll(one.get());
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    /** What the steps of one client took, or the first calls after them. */
    private Latencies client(int times, String world, Step step, boolean fresh, boolean called) throws IOException {
        Latencies took = new Latencies();
        byte[] read = Call.READ.in("/_w/" + world).bytes();
        byte[] request = step.call(world).bytes();
        byte[] delete = Call.control("DELETE", "/_emulator/worlds/" + world, "").bytes();
        try (Connection connection = new Connection(server.port())) {
            if (!fresh) {
                connection.call(put(world, ""));
            }
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                connection.call(request);
                if (called) {
                    start = System.nanoTime();
                    connection.call(read);
                }
                took.add(System.nanoTime() - start);
                if (fresh) {
                    connection.call(delete);
                }
            }
            if (!fresh) {
                connection.call(delete);
            }
        }
        return took;
    }
}
