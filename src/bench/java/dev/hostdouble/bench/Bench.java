package dev.hostdouble.bench;

import java.nio.file.Files;
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
    private static final Set<String> ALL =
            Set.of("reads", "jobs", "worlds", "start", "memory", "catalogue", "rules", "growth");
    private static final String HELP = """
            src/bench/run [--quick] [--jdk HOME]... [--flag JVM-FLAG]... [--rounds N] [NAME...]
              NAME     reads, jobs, worlds, start, memory, catalogue, rules or growth; all if none is named
              --quick  short rounds: whether it works, not how fast it is
              --jdk    measure on this JDK, or on these one after the other; else on the one that runs this
              --flag   for both servers; -Xmx512m if none is given. "start" is always measured without""";

    private Bench() {}

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
            run(new Setting(jdk, used, quick, count), names.isEmpty() ? ALL : names);
        }
    }

    private static void run(Setting setting, Set<String> names) throws Exception {
        String version = Files.readAllLines(setting.jdk().resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .orElse("");
        int cores = Runtime.getRuntime().availableProcessors();
        System.out.printf("%n== %s, %d cores, %s ==%n", version, cores, setting.flags());
        if (names.contains("reads")) {
            Reads.run(setting);
        }
        if (names.contains("jobs")) {
            JobRuns.run(setting);
        }
        if (names.contains("worlds")) {
            WorldTimes.run(setting);
        }
        if (names.contains("start")) {
            Starts.run(setting);
        }
        if (names.contains("memory")) {
            Memory.run(setting);
        }
        if (names.contains("rules")) {
            RuleCosts.run(setting);
        }
        if (names.contains("growth")) {
            Growth.run(setting);
        }
        if (names.contains("catalogue")) {
            Catalogues.run(setting);
        }
    }
}
