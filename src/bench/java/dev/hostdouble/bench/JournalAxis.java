package dev.hostdouble.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls that the journal of a world keeps; each journal is full. */
final class JournalAxis implements Axis {
    private static final String READ = "read";

    private final int calls;
    private final Map<Integer, Server> servers = new TreeMap<>();

    JournalAxis(Options options, Path jdk) throws Exception {
        calls = options.quick() ? 20 : 1000;
        for (int size : options.quick() ? List.of(0, 10, 20) : List.of(0, 1000, 10_000)) {
            Server server = Server.start(Target.hostdouble(jdk, options.flags(), "--journal", String.valueOf(size)))
                    .await();
            servers.put(size, server);
            try (Connection connection = new Connection(server.port())) {
                for (int i = 0; i < 12 * calls; i++) { // so all are as warm as the one that has to be filled
                    connection.call(Call.READ);
                }
            }
        }
    }

    @Override
    public String name() {
        return "calls in the journal";
    }

    @Override
    public List<Integer> sizes() {
        return List.copyOf(servers.keySet());
    }

    @Override
    public Map<String, String> plotted() {
        return Map.of(READ, "journal: a read");
    }

    @Override
    public Map<String, Double> measure(int size) throws Exception {
        Map<String, Double> took = new LinkedHashMap<>();
        try (Connection connection =
                new Connection(requireNonNull(servers.get(size)).port())) {
            took.put(READ, Axis.median(calls, i -> connection.call(Call.READ)));
            took.put("action", Axis.median(calls, i -> connection.call(Call.ACTION)));
        }
        return took;
    }

    @Override
    public void close() throws IOException {
        servers.values().forEach(Server::close);
    }
}
