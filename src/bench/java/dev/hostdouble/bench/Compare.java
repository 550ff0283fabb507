package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Two builds, pair by pair: each pair is measured directly one after the other, in alternating order, so that both meet the
 * same machine. The result is the ratio of the pairs.
 */
final class Compare {
    private static final int PAIRS = 15;
    private static final int START_PAIRS = 11;
    private static final int MEMORY_PAIRS = 3;
    private static final int WARM_UP_SECONDS = 15;
    private static final int MEMORY_SECONDS = 20;
    private static final int WORLDS = 100;

    private final Options options;
    private final List<Target> builds;
    private final LoadGenerator generator;
    private final Map<String, List<Sample>> figures = new LinkedHashMap<>();

    private Compare(Options options, List<Target> builds, LoadGenerator generator) {
        this.options = options;
        this.builds = builds;
        this.generator = generator;
    }

    /** What is measured of one of the builds. */
    private interface Measured {
        void run(int build) throws Exception;
    }

    static void run(Options options, Path jdk) throws Exception {
        if (options.arguments().size() != 1) {
            throw new Options.UsageException("compare takes one argument, the older jar: compare OLD_JAR");
        }
        Path old = Path.of(options.arguments().get(0));
        if (!Files.isRegularFile(old)) {
            throw new Options.UsageException("no such jar: " + old);
        }
        requireLibraries(old);
        List<Target> builds = List.of(
                Target.hostdouble("the older build", old, jdk, options.flags()),
                Target.hostdouble("this build", Target.JAR, jdk, options.flags()));
        try (LoadGenerator generator = LoadGenerator.open(options, jdk)) {
            System.out.printf("%s against this build; load by %s%n", old, generator.name());
            Compare compare = new Compare(options, builds, generator);
            compare.starts();
            compare.memory();
            compare.calls();
            compare.print();
        }
    }

    private static void requireLibraries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String classPath = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String library : classPath == null ? List.<String>of() : List.of(classPath.split(" ", -1))) {
                if (!Files.exists(jar.resolveSibling(library))) {
                    throw new Options.UsageException(
                            jar + " needs " + library + " beside it; copy target/lib with it, or use a standalone jar");
                }
            }
        }
    }

    private void starts() throws Exception {
        for (int pair = 0; pair < options.rounds(START_PAIRS); pair++) {
            Progress.say("starts, pair " + (pair + 1));
            alternating(pair, build -> {
                try (Server server = Server.start(builds.get(build)).await()) {
                    add("first answer, ms", build, server.ageMillis());
                    add("processor time until then, ms", build, server.processorNanos() / 1e6);
                    add("resident after the start, MiB", build, server.resident());
                }
            });
        }
    }

    private void memory() throws Exception {
        int seconds = options.seconds() > 0 || options.quick() ? options.seconds(1) : MEMORY_SECONDS;
        for (int pair = 0; pair < options.rounds(MEMORY_PAIRS); pair++) {
            Progress.say("memory, pair " + (pair + 1));
            alternating(pair, build -> {
                try (Server server = Server.start(builds.get(build)).await()) {
                    generator.load(server, Call.READ, 16, seconds);
                    add("resident after " + seconds + " s of reads, MiB", build, server.resident());
                }
            });
        }
    }

    private void calls() throws Exception {
        try (Server older = Server.start(builds.get(0)).await();
                Server newer = Server.start(builds.get(1)).await()) {
            List<Server> servers = List.of(older, newer);
            int worlds = options.quick() ? 10 : WORLDS;
            for (Server server : servers) {
                for (Call call : options.measured()) {
                    Figures.warmUp(generator, server, call, 16, options.warmUp(WARM_UP_SECONDS));
                }
                new WorldRound(server).run(1, 3 * worlds);
            }
            for (int pair = 0; pair < options.rounds(PAIRS); pair++) {
                Progress.say("calls, pair " + (pair + 1));
                for (Call call : options.measured()) {
                    for (int connections : options.connections(1, 16)) {
                        alternating(pair, build -> call(servers.get(build), build, call, connections));
                    }
                }
                alternating(pair, build -> worlds(servers.get(build), build, worlds));
            }
        }
    }

    private void call(Server server, int build, Call call, int connections) throws Exception {
        Figures load = new Figures();
        load.add(generator, server, call, connections, options.seconds(1));
        String what = call.name() + ", " + connections + (connections == 1 ? " connection" : " connections");
        add(what + ": requests a second", build, load.perSecond.last());
        add(what + ": p99, ms", build, load.p99.last());
        add(what + ": processor time, µs", build, load.processor.last());
    }

    private void worlds(Server server, int build, int count) throws Exception {
        new WorldRound(server)
                .run(1, count)
                .latencies()
                .forEach((step, took) -> add("a world: " + step + ", ms", build, took.percentile(0.5) / 1e6));
    }

    private static void alternating(int pair, Measured measured) throws Exception {
        measured.run(pair % 2);
        measured.run(1 - pair % 2);
    }

    private void add(String what, int build, double value) {
        figures.computeIfAbsent(what, unknown -> List.of(new Sample(), new Sample()))
                .get(build)
                .add(value);
    }

    private void print() {
        System.out.println("""

                The ratio is this build / the older one, pair by pair: the median, with the lowest and highest pair. The interval
                contains the true median with 95 % probability (sign test; with fewer than 6 pairs it is the whole range, and less
                probable). If it contains 1, the difference is within the noise.""");
        MarkdownTable table = new MarkdownTable("", "older", "this", "ratio", "interval", "");
        figures.forEach((what, both) -> {
            Sample ratio = both.get(1).dividedBy(both.get(0));
            Sample.Interval interval = ratio.medianInterval();
            table.row(
                    what,
                    text(both.get(0).median()),
                    text(both.get(1).median()),
                    ratio.text("%.3f"),
                    String.format(Locale.ROOT, "%.3f–%.3f", interval.low(), interval.high()),
                    verdict(ratio, interval));
        });
        table.print("### Compared");
    }

    private static String verdict(Sample ratio, Sample.Interval interval) {
        if (ratio.size() < 6) {
            return "too few pairs";
        }
        if (interval.contains(1)) {
            return "within the noise";
        }
        return ratio.median() > 1 ? "more" : "less";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
