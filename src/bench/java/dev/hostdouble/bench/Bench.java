package dev.hostdouble.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The benchmarks. Each has servers in processes of their own, and interleaved rounds. */
public final class Bench {
    private static final String HELP = """
            src/bench/run [--no-build] BENCHMARK [OPTION]...

            Benchmarks:
              peers             starts, memory and calls beside WireMock, MockServer, and constants of Javalin and Jetty
              compare OLD_JAR   this build beside an older one (its lib beside it, or a standalone jar)
              worlds            worlds created, reset and forked, by one client and by 32
              memory            resident memory under load, with several flags
              growth [WHAT]     what calls cost with more worlds, catalogue (images), jobs, journal (calls in it), and rules;
                                draws docs/growth.svg (with --quick or WHAT: target/growth.svg)
              profile [CALL]    where the time and the memory of a call go: read, page, create or action; all if none
              self-check        checks the benchmarks' own arithmetic; starts no server

            Options:
              --quick           short rounds: whether it works; the figures mean nothing
              --jdk HOME        measure on this JDK; repeat it for several, one after the other
              --flag FLAG       a JVM flag for every server; repeat it for several
              --rounds N        how often each figure is measured
              --seconds N       how long one load takes
              --warm-up N       seconds of load on each call before the first figure
              --connections N,N numbers of connections
              --calls NAME,…    only these of read, page, create and action
              --servers PART,…  peers: only servers with this in their names, such as hostdouble,javalin
              --own-load        the bench's own load generator also where wrk is installed
              --no-build        first: do not build before, measure what is in target""";

    private interface Benchmark {
        void run(Options options, Path jdk) throws Exception;
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        try {
            run(Options.parse(args));
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws Exception {
        if (options.command().isEmpty()) {
            System.out.println(HELP);
            return;
        }
        Map<String, Benchmark> benchmarks = benchmarks();
        Benchmark benchmark = benchmarks.get(options.command().get());
        if (benchmark == null) {
            throw new Options.UsageException("unknown benchmark '"
                    + options.command().get() + "'; there are " + String.join(", ", benchmarks.keySet()));
        }
        if (!Files.exists(Target.JAR)) {
            throw new Options.UsageException("no " + Target.JAR + "; run src/bench/run without --no-build");
        }
        for (Path jdk : options.jdks()) {
            System.out.printf(
                    Locale.ROOT,
                    "%n== %s: %s, %d cores, %s ==%n",
                    options.command().get(),
                    version(jdk),
                    Runtime.getRuntime().availableProcessors(),
                    options.flags().isEmpty() ? "default flags" : String.join(" ", options.flags()));
            benchmark.run(options, jdk);
        }
    }

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("peers", Peers::run);
        all.put("compare", Compare::run);
        all.put("worlds", WorldTimes::run);
        all.put("memory", Memory::run);
        all.put("growth", Growth::run);
        all.put("profile", Profile::run);
        all.put("self-check", SelfCheck::run);
        return all;
    }

    private static String version(Path jdk) throws IOException {
        return Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .map(line -> "JDK " + line.replaceAll(".*\"(.*)\".*", "$1"))
                .orElse(jdk.toString());
    }
}
