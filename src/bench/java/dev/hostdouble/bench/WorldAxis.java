package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Worlds, each of which has answered a call. */
final class WorldAxis implements Axis {
    private static final String READ = "read, in each world in turn";

    private final int calls;
    private final List<Integer> sizes;
    private final Server server;
    private final Connection connection;

    WorldAxis(Options options, Path jdk) throws Exception {
        calls = options.quick() ? 20 : 1000;
        sizes = options.quick() ? List.of(1, 5, 10, 20) : List.of(1, 10, 100, 500);
        server = Server.start(Target.hostdouble(jdk, options.flags())).await();
        connection = new Connection(server.port());
    }

    @Override
    public String name() {
        return "worlds";
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    @Override
    public Map<String, String> plotted() {
        return Map.of(READ, "worlds: a read");
    }

    @Override
    public Map<String, Double> measure(int size) throws Exception {
        for (int i = 0; i < size; i++) {
            connection.call(Call.control("PUT", "/_emulator/worlds/w" + i, ""));
            connection.call(Call.READ.in("/_w/w" + i));
        }
        Map<String, Double> took = new LinkedHashMap<>();
        took.put(READ, Axis.median(calls, i -> connection.call(Call.READ.in("/_w/w" + i % size))));
        Call one = Call.control("PUT", "/_emulator/worlds/more", "");
        Call none = Call.control("DELETE", "/_emulator/worlds/more", "");
        Sample create = new Sample();
        for (int i = 0; i < calls / 10; i++) {
            create.add(Axis.median(1, n -> connection.call(one)));
            connection.call(none);
        }
        took.put("create another world", create.median());
        for (int i = 0; i < size; i++) {
            connection.call(Call.control("DELETE", "/_emulator/worlds/w" + i, ""));
        }
        return took;
    }

    @Override
    public void close() throws IOException {
        connection.close();
        server.close();
    }
}
