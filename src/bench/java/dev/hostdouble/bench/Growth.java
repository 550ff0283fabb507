package dev.hostdouble.bench;

import static dev.hostdouble.bench.Report.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What calls cost in worlds with 100, 2,000 and 20,000 open jobs, ended jobs and servers: each world has a manual clock. */
final class Growth {
    private static final List<Integer> SIZES = List.of(100, 2000, 20_000);
    private static final int CALLS = 200;
    private static final String SERVERS = "/api/v1/datacenter/server";
    private static final String ORDER =
            "{\"cpuCores\":1,\"mem\":1024,\"disk\":\"10G\",\"template\":\"Debian10.0\",\"ipCount\":1}";
    private static final String JOBS = "/_emulator/jobs?limit=100";

    private Growth() {}

    private interface Work {
        void run() throws Exception;
    }

    static void run(Setting setting) throws Exception {
        Path world = Files.createTempDirectory("growth");
        String state = Files.readString(Path.of("fixtures/worlds/default/hosterapi.yaml"))
                .replaceFirst("servers: 1000", "servers: 1000000")
                .replaceFirst("ip-pool: .*", "ip-pool: { first: 10.0.0.1, last: 10.9.255.250 }");
        Files.writeString(world.resolve("hosterapi.yaml"), state);
        Map<String, List<Sample>> figures = new LinkedHashMap<>();
        List<Integer> sizes = setting.quick() ? List.of(20, 50, 100) : SIZES;
        try (Server server = Server.hostdouble(
                                setting.jdk(), setting.flags(), "--clock", "manual", "--world", world.toString())
                        .await(Setting.STATUS);
                Connection connection = new Connection(server.port())) {
            for (int round = -1; round < Math.min(3, setting.rounds()); round++) { // one to warm up
                for (int i = 0; i < sizes.size(); i++) {
                    connection.call("POST", "/_w/growth/_emulator/reset", "");
                    Map<String, Double> took = measure(server, connection, sizes.get(i));
                    if (round >= 0) {
                        int at = i;
                        took.forEach((what, micros) -> figures.computeIfAbsent(what, unknown -> samples(sizes.size()))
                                .get(at)
                                .add(micros));
                    }
                }
            }
        }
        figures.forEach((what, samples) -> row(
                what,
                IntStream.range(0, sizes.size())
                        .mapToObj(i -> {
                            double median = samples.get(i).median();
                            double ratio = median / samples.get(0).median();
                            return String.format(Locale.ROOT, "%d: %.1f µs = %.2f", sizes.get(i), median, ratio);
                        })
                        .collect(Collectors.joining("   "))));
    }

    private static List<Sample> samples(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Sample()).toList();
    }

    /** The microseconds that one call takes, and those of processor time that one job takes. */
    private static Map<String, Double> measure(Server server, Connection connection, int size) throws Exception {
        String world = "/_w/growth";
        Map<String, Double> took = new LinkedHashMap<>();
        Work order = () -> connection.call("POST", world + SERVERS, ORDER);
        Work status = () -> connection.call("GET", world + Setting.STATUS, "");
        Work jobs = () -> connection.call("GET", world + JOBS, "");
        Work advance = () -> connection.call("POST", world + "/_emulator/clock/advance", "{\"by\":\"30d\"}");
        Work reinstall = () -> connection.call("PUT", world + SERVERS + "/4001/reinstall", "");
        times(order, size);
        took.put("order a VM, jobs open", times(order, CALLS));
        took.put("read, jobs open", times(status, CALLS));
        took.put("GET jobs, jobs open", times(jobs, CALLS));
        took.put("advance, each job that ends", processor(server, advance) / (size + CALLS));
        took.put("order a VM, VMs and ended jobs", times(order, CALLS));
        times(advance, 1);
        took.put("read, VMs and ended jobs", times(status, CALLS));
        took.put("GET jobs, ended jobs", times(jobs, CALLS));
        took.put(
                "order a VM and let it be made",
                times(
                        () -> {
                            order.run();
                            advance.run();
                        },
                        CALLS));
        took.put(
                "list the VMs, each VM",
                times(() -> connection.call("GET", world + SERVERS, ""), 20) / (size + 3.0 * CALLS));
        times(reinstall, size);
        took.put("reinstall a VM, jobs in line for it", times(reinstall, CALLS));
        took.put("advance, each job in line", processor(server, advance) / (size + CALLS));
        return took;
    }

    /** The median of what each takes: it hardly depends on what else runs on the machine. */
    private static double times(Work work, int times) throws Exception {
        Sample micros = new Sample();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return micros.median();
    }

    /** The processor time of the server for work that takes long. */
    private static double processor(Server server, Work work) throws Exception {
        long before = server.processorNanos();
        work.run();
        return (server.processorNanos() - before) / 1e3;
    }
}
