package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs in a world with a manual clock, each of which makes a server: first all are open, then all have ended. */
final class JobAxis implements Axis {
    private static final String WORLD = "/_w/growth";
    private static final String ORDER_OPEN = "order a VM while the jobs are open";
    private static final String ORDER_ENDED = "order a VM beside as many VMs and ended jobs";

    private final int calls;
    private final List<Integer> sizes;
    private final Workdir folder = new Workdir();
    private final Server server;
    private final Connection connection;

    JobAxis(Options options, Path jdk) throws Exception {
        calls = options.quick() ? 20 : 200;
        sizes = options.quick() ? List.of(20, 50, 100) : List.of(100, 2000, 20_000);
        String state = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"))
                .replaceFirst("servers: 1000", "servers: 1000000")
                .replaceFirst("ip-pool: .*", "ip-pool: { first: 10.0.0.1, last: 10.9.255.250 }");
        Files.writeString(folder.path().resolve("hosterapi.yaml"), state);
        server = Server.start(Target.hostdouble(
                        jdk,
                        options.flags(),
                        "--clock",
                        "manual",
                        "--world",
                        folder.path().toString()))
                .await();
        connection = new Connection(server.port());
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    @Override
    public Map<String, String> plotted() {
        return Map.of(ORDER_OPEN, "open jobs: an order", ORDER_ENDED, "ended jobs: an order");
    }

    @Override
    public Map<String, Double> measure(int size) throws Exception {
        connection.call(Call.control("POST", WORLD + "/_emulator/reset", ""));
        Map<String, Double> took = new LinkedHashMap<>();
        Work order = calling(Call.post("", WORLD + Call.SERVERS, Call.CREATE.type(), Call.CREATE.body()));
        Work read = calling(Call.READ.in(WORLD));
        Work jobs = calling(Call.get("", WORLD + "/_emulator/jobs?limit=100"));
        Work advance = calling(Call.control("POST", WORLD + "/_emulator/clock/advance", "{\"by\":\"30d\"}"));
        Work reinstall = calling(Call.control("PUT", WORLD + Call.SERVERS + "/4001/reinstall", ""));
        Axis.median(size, order);
        took.put(ORDER_OPEN, Axis.median(calls, order));
        took.put("read while they are open", Axis.median(calls, read));
        took.put("`GET jobs` while they are open", Axis.median(calls, jobs));
        took.put("one advance in which all end, processor time for each job", processor(advance) / (size + calls));
        took.put(ORDER_ENDED, Axis.median(calls, order));
        advance.run(0);
        took.put("read beside them", Axis.median(calls, read));
        took.put("`GET jobs` beside them", Axis.median(calls, jobs));
        took.put("order a VM beside them and advance until it is made", Axis.median(calls, i -> {
            order.run(i);
            advance.run(i);
        }));
        Work list = calling(Call.get("", WORLD + Call.SERVERS));
        took.put("list all VMs, for each VM", Axis.median(20, list) / (size + 3.0 * calls));
        Axis.median(size, reinstall);
        took.put("reinstall a VM while as many reinstallations of it wait", Axis.median(calls, reinstall));
        took.put(
                "one advance in which all of these end, processor time for each job",
                processor(advance) / (size + calls));
        return took;
    }

    private Work calling(Call call) {
        byte[] request = call.bytes();
        return i -> connection.call(request);
    }

    /** The processor time of the server, in microseconds, for work that takes long. */
    private double processor(Work work) throws Exception {
        long before = server.processorNanos();
        work.run(0);
        return (server.processorNanos() - before) / 1e3;
    }

    @Override
    public void close() throws IOException {
        connection.close();
        server.close();
        folder.close();
    }
}
