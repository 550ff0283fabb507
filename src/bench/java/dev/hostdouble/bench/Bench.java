package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All benchmarks, one after the other, each with fresh servers. Rounds are interleaved: what disturbs the machine
 * disturbs everything that is compared. {@code src/bench/run --help} says what can be asked for.
 */
public final class Bench {
    static final String STATUS = "/api/v1/datacenter/server/4001/status";

    private static final Set<String> ALL = Set.of("reads", "jobs", "worlds", "start", "memory");
    private static final String HELP = """
            src/bench/run [--quick] [--jdk HOME]... [--flag JVM-FLAG]... [--rounds N] [NAME...]
              NAME     reads, jobs, worlds, start or memory; all if none is named
              --quick  short rounds: whether it works, not how fast it is
              --jdk    measure on this JDK, or on these one after the other; else on the one that runs this
              --flag   for both servers; -Xmx512m if none is given. "start" is always measured without""";

    private final Path jdk;
    private final List<String> flags;
    private final boolean quick;
    private final int rounds;

    private Bench(Path jdk, List<String> flags, boolean quick, int rounds) {
        this.jdk = jdk;
        this.flags = flags;
        this.quick = quick;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        List<Path> jdks = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        boolean quick = false;
        int rounds = 0;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--jdk" -> jdks.add(Path.of(args[++i]));
                case "--flag" -> flags.add(args[++i]);
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                default -> names.add(args[i]);
            }
        }
        if (!ALL.containsAll(names)) {
            System.out.println(HELP);
            return;
        }
        if (jdks.isEmpty()) {
            jdks.add(Path.of(System.getProperty("java.home")));
        }
        for (Path jdk : jdks) {
            List<String> used = flags.isEmpty() ? List.of("-Xmx512m") : flags;
            int count = rounds > 0 ? rounds : quick ? 2 : 7;
            new Bench(jdk, used, quick, count).run(names.isEmpty() ? ALL : names);
        }
    }

    private void run(Set<String> names) throws Exception {
        String version = java.nio.file.Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .orElse("");
        System.out.printf(
                "%n== %s, %d cores, %s ==%n", version, Runtime.getRuntime().availableProcessors(), flags);
        if (names.contains("reads")) {
            reads();
        }
        if (names.contains("jobs")) {
            jobs();
        }
        if (names.contains("worlds")) {
            worlds();
        }
        if (names.contains("start")) {
            start();
        }
        if (names.contains("memory")) {
            memory();
        }
    }

    /** A bare Javalin constant against server.status. */
    private void reads() throws Exception {
        long millis = quick ? 1000 : 4000;
        try (LoadProcess load = new LoadProcess(jdk);
                Server constant = Server.constant(jdk, flags).await(Constant.PATH);
                Server hostdouble = Server.hostdouble(jdk, flags).await(STATUS)) {
            for (int connections : new int[] {16, 1}) {
                Reading bare = new Reading(load, constant, Constant.PATH, connections);
                Reading status = new Reading(load, hostdouble, STATUS, connections);
                Sample ratio = new Sample();
                bare.round(millis);
                status.round(quick ? 2 * millis : 3 * millis);
                bare.clear();
                status.clear();
                for (int i = 0; i < rounds; i++) {
                    ratio.add(1 / bare.round(millis) * status.round(millis));
                }
                bare.print("constant, " + connections + " connections");
                status.print("server.status, " + connections + " connections");
                row("  of the constant", ratio.text("%.2f"));
            }
        }
    }

    /** server.create and its job to the end, on a clock that each request moves by 2 s: four requests. */
    private void jobs() throws Exception {
        int count = quick ? 100 : 500;
        String order = "{\"cpuCores\":2,\"mem\":2048,\"disk\":\"50G\",\"template\":\"Debian10.0\",\"ipCount\":1}";
        Sample constantCall = new Sample();
        Sample job = new Sample();
        Sample ratio = new Sample();
        Latencies latencies = new Latencies();
        try (Server constant = Server.constant(jdk, flags).await(Constant.PATH);
                Server hostdouble =
                        Server.hostdouble(jdk, flags, "--clock", "step:2s").await(STATUS);
                Connection bare = new Connection(constant.port());
                Connection connection = new Connection(hostdouble.port())) {
            for (int i = -2; i < rounds; i++) { // two to warm up
                long start = System.nanoTime();
                for (int n = 0; n < 4 * count; n++) {
                    bare.call("GET", Constant.PATH, "");
                }
                long constantNanos = System.nanoTime() - start;
                connection.call("POST", "/_emulator/reset", "");
                long nanos = 0;
                for (int n = 0; n < count; n++) {
                    start = System.nanoTime();
                    createToTheEnd(connection, order);
                    long took = System.nanoTime() - start;
                    nanos += took;
                    if (i >= 0) {
                        latencies.add(took);
                    }
                }
                if (i >= 0) {
                    constantCall.add(constantNanos / 4e6 / count);
                    job.add(nanos / 1e6 / count);
                    ratio.add((double) constantNanos / nanos);
                }
            }
        }
        row("constant, one request, ms", constantCall.text("%.3f"));
        row("server.create to the end of its job, ms", job.text("%.3f"), latencies);
        row("  of four constants", ratio.text("%.2f"));
    }

    private static void createToTheEnd(Connection connection, String order) throws Exception {
        String ticket = connection.call("POST", "/api/v1/datacenter/server", order);
        String id = ticket.replaceAll(".*\"jobId\":(\\d+).*", "$1");
        String state = ticket;
        for (int polls = 0; !state.contains("\"finished\""); polls++) {
            if (polls == 10) {
                throw new IllegalStateException("the job does not end: " + state);
            }
            state = connection.call("GET", "/api/v1/job/" + id, "");
        }
    }

    private void worlds() throws Exception {
        int count = quick ? 50 : 300;
        Sample made = new Sample();
        Sample reset = new Sample();
        Latencies madeLatencies = new Latencies();
        Latencies resetLatencies = new Latencies();
        try (Server hostdouble = Server.hostdouble(jdk, flags).await(STATUS);
                Connection connection = new Connection(hostdouble.port())) {
            for (int i = -1; i < rounds; i++) { // one to warm up
                Latencies madeNow = i < 0 ? new Latencies() : madeLatencies;
                Latencies resetNow = i < 0 ? new Latencies() : resetLatencies;
                double makes = times(count, madeNow, n -> connection.call("PUT", "/_emulator/worlds/w" + n, ""));
                double resets =
                        times(count, resetNow, n -> connection.call("POST", "/_w/w" + n + "/_emulator/reset", ""));
                times(count, new Latencies(), n -> connection.call("DELETE", "/_emulator/worlds/w" + n, ""));
                if (i >= 0) {
                    made.add(makes);
                    reset.add(resets);
                }
            }
        }
        row("a world made, ms", made.text("%.2f"), madeLatencies);
        row("a world reset, ms", reset.text("%.2f"), resetLatencies);
    }

    private interface Repeated {
        void call(int number) throws Exception;
    }

    /** The mean in milliseconds. */
    private static double times(int count, Latencies latencies, Repeated repeated) throws Exception {
        long all = 0;
        for (int n = 0; n < count; n++) {
            long start = System.nanoTime();
            repeated.call(n);
            long took = System.nanoTime() - start;
            latencies.add(took);
            all += took;
        }
        return all / 1e6 / count;
    }

    /** From the start of the process to the first answer of server.status; no JVM flags, as users type it. */
    private void start() throws Exception {
        Sample constant = new Sample();
        Sample hostdouble = new Sample();
        for (int i = 0; i < rounds; i++) {
            constant.add(firstAnswer(Server.constant(jdk, List.of()), Constant.PATH));
            hostdouble.add(firstAnswer(Server.hostdouble(jdk, List.of()), STATUS));
        }
        row("constant, start to first answer, ms", constant.text("%.0f"));
        row("plain jar, start to first answer, ms", hostdouble.text("%.0f"));
    }

    private static double firstAnswer(Server server, String path) throws Exception {
        try {
            server.await(path);
            return server.ageMillis();
        } finally {
            server.kill();
        }
    }

    /** A million reads of one world. */
    private void memory() throws Exception {
        long step = quick ? 25_000 : 250_000;
        try (LoadProcess load = new LoadProcess(jdk);
                Server hostdouble = Server.hostdouble(jdk, flags).await(STATUS)) {
            for (int i = 0; i <= 4; i++) {
                if (i > 0) {
                    load.requests(hostdouble, STATUS, 16, step);
                }
                long resident = hostdouble.resident();
                row("after " + i * step + " requests", resident + " MiB resident, " + hostdouble.live() + " MiB live");
            }
        }
    }

    private static void row(String what, String figures) {
        System.out.printf("%-42s %s%n", what, figures);
    }

    private static void row(String what, String figures, Latencies latencies) {
        row(
                what,
                figures
                        + String.format(
                                java.util.Locale.ROOT,
                                "   p50 %.2f p99 %.2f",
                                latencies.percentile(0.5) / 1e6,
                                latencies.percentile(0.99) / 1e6));
    }

    /** One path under load, round after round. */
    private static final class Reading {
        private final LoadProcess load;
        private final Server server;
        private final String path;
        private final int connections;
        private Sample perSecond = new Sample();
        private Sample p50 = new Sample();
        private Sample p99 = new Sample();

        Reading(LoadProcess load, Server server, String path, int connections) {
            this.load = load;
            this.server = server;
            this.path = path;
            this.connections = connections;
        }

        double round(long millis) throws Exception {
            LoadProcess.Result result = load.forMillis(server, path, connections, millis);
            perSecond.add(result.perSecond());
            p50.add(result.p50());
            p99.add(result.p99());
            return result.perSecond();
        }

        void clear() {
            perSecond = new Sample();
            p50 = new Sample();
            p99 = new Sample();
        }

        void print(String what) {
            row(what, perSecond.text("%.0f") + " a second, ms p50 " + p50.text("%.2f") + " p99 " + p99.text("%.2f"));
        }
    }
}
