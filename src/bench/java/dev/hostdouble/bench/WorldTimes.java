package dev.hostdouble.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long it takes to create, reset and fork a world: round after round, by one client and by 32. */
final class WorldTimes {
    private static final int ROUNDS = 7;
    private static final int ALONE = 300;
    private static final int MANY = 32;
    private static final int EACH_OF_MANY = 30;

    private WorldTimes() {}

    /** The figures of one step: median and 99th percentile of each round, in milliseconds. */
    record Figures(Sample p50, Sample p99) {
        Figures() {
            this(new Sample(), new Sample());
        }

        void add(Latencies latencies) {
            p50.add(latencies.percentile(0.5) / 1e6);
            p99.add(latencies.percentile(0.99) / 1e6);
        }
    }

    static void run(Options options, Path jdk) throws Exception {
        options.noArguments();
        int divisor = options.quick() ? 10 : 1;
        Map<String, Figures> alone = new LinkedHashMap<>();
        Map<String, Figures> together = new LinkedHashMap<>();
        try (Server server =
                Server.start(Target.hostdouble(jdk, options.flags())).await()) {
            for (int round = options.quick() ? -1 : -4; round < options.rounds(ROUNDS); round++) { // some to warm up
                add(round, alone, new WorldRound(server).run(1, ALONE / divisor));
                add(round, together, new WorldRound(server).run(MANY, Math.max(2, EACH_OF_MANY / divisor)));
            }
        }
        MarkdownTable table = new MarkdownTable(
                "",
                "1 client: median, ms",
                "p99, ms",
                MANY + " clients: median, ms",
                "p99, ms",
                "median < 3, p99 < 10");
        alone.forEach((step, one) -> {
            Figures many = requireNonNull(together.get(step));
            boolean met = one.p50().median() < 3
                    && one.p99().median() < 10
                    && many.p50().median() < 3
                    && many.p99().median() < 10;
            table.row(
                    step,
                    one.p50().text("%.2f"),
                    one.p99().text("%.2f"),
                    many.p50().text("%.2f"),
                    many.p99().text("%.2f"),
                    step.endsWith(WorldRound.AFTER) ? "" : met ? "met" : "not met");
        });
        table.print("### Worlds: medians of the rounds, with the lowest and highest");
    }

    private static void add(int round, Map<String, Figures> figures, WorldRound measured) {
        if (round >= 0) {
            measured.latencies().forEach((step, latencies) -> figures.computeIfAbsent(step, unknown -> new Figures())
                    .add(latencies));
        }
    }
}
