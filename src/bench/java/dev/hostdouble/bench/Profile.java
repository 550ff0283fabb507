package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the processor time and the memory of a call go, by the JDK's flight recorder in a warm server under load. */
final class Profile {
    private static final int SECONDS = 20;
    private static final int WARM_UP_SECONDS = 15;
    private static final int LINES = 12;

    private Profile() {}

    static void run(Options options, Path jdk) throws Exception {
        List<Call> calls = options.arguments().isEmpty()
                ? options.measured()
                : options.arguments().stream().map(Call::named).toList();
        System.out.println(Share.RULE);
        try (LoadGenerator generator = LoadGenerator.open(options, jdk);
                Workdir folder = new Workdir()) {
            Path settings = Recording.writeSettings(folder.path());
            for (Call call : calls) {
                List<String> flags = new ArrayList<>(options.flags());
                flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
                try (Server server = Server.start(Target.hostdouble(jdk, flags)).await()) {
                    int connections = options.connections(16).get(0);
                    Figures.warmUp(generator, server, call, connections, options.warmUp(WARM_UP_SECONDS));
                    Figures.prepare(server, call);
                    Path file = folder.path().resolve(call.name() + ".jfr");
                    server.jcmd(jdk, "JFR.start", "name=bench", "settings=" + settings);
                    long before = server.processorNanos();
                    Loaded loaded = generator.load(server, call, connections, options.seconds(SECONDS));
                    long processor = server.processorNanos() - before;
                    server.jcmd(jdk, "JFR.stop", "name=bench", "filename=" + file);
                    print(call, connections, loaded, processor, Recording.read(file));
                }
            }
        }
    }

    private static void print(Call call, int connections, Loaded loaded, long processor, Recording recording) {
        boolean cpuTime = !recording.cpuTime.isEmpty();
        Map<Share, Long> samples = cpuTime ? recording.cpuTime : recording.execution;
        double requests = (double) loaded.requests();
        // Samples of processor time stand for nanoseconds; those of running code only for parts of the whole.
        double sampled = (double) Recording.total(samples);
        double whole = cpuTime ? Math.max(sampled, (double) processor) : Math.max(1, sampled);
        double micros = processor / 1e3 / requests;
        System.out.printf(
                Locale.ROOT,
                "%n### %s: %d requests with %d connections%n%n%.1f µs of processor time for each, %.0f bytes allocated;"
                        + " collections of garbage stop the server for %.1f %% of the time. %s%n%n",
                call.name(),
                loaded.requests(),
                connections,
                micros,
                Recording.total(recording.bytes) / requests,
                recording.pauses().toNanos() / 1e7 * loaded.perSecond() / requests,
                cpuTime
                        ? "Samples of processor time, system calls included."
                        : "Samples of running Java code: neither system calls nor the JVM are in them.");
        MarkdownTable table = new MarkdownTable("share", "processor time", "µs per request", "bytes per request");
        for (Share share : Share.values()) {
            row(
                    table,
                    share.title,
                    samples.getOrDefault(share, 0L) / whole,
                    micros,
                    recording.bytes.getOrDefault(share, 0L) / requests);
        }
        if (cpuTime) {
            row(table, "the JVM: compilers, collector, what was not sampled", 1 - sampled / whole, micros, 0);
        }
        System.out.println(table);
        Map<String, Long> methods = cpuTime ? recording.cpuMethods : recording.executionMethods;
        top("Processor time by Hostdouble's innermost method, %", methods, 100 / whole);
        top("Bytes per request by class", recording.allocatedClasses, 1.0 / loaded.requests());
        top(
                "Bytes per request by innermost method outside the JDK",
                recording.allocatingMethods,
                1.0 / loaded.requests());
        top(
                "Waiting of platform threads for locks, ns per request, by Hostdouble's method (the JDK records no waits of"
                        + " virtual threads)",
                recording.waits,
                1.0 / loaded.requests());
    }

    private static void row(MarkdownTable table, String title, double part, double micros, double bytes) {
        table.row(
                title,
                String.format(Locale.ROOT, "%.1f %%", 100 * part),
                String.format(Locale.ROOT, "%.2f", micros * part),
                String.format(Locale.ROOT, "%.0f", bytes));
    }

    private static void top(String title, Map<String, Long> counts, double factor) {
        System.out.println("\n" + title + ":");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LINES)
                .forEach(entry ->
                        System.out.printf(Locale.ROOT, "  %8.1f  %s%n", entry.getValue() * factor, entry.getKey()));
    }
}
