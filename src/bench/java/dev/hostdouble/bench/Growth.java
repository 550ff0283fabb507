package dev.hostdouble.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What calls cost when there is more of something: one table, and a plot of it. */
final class Growth {
    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 3;
    private static final Path PLOT = Path.of("docs/growth.svg");
    private static final Path TRIAL_PLOT = Path.of("target/growth.svg");

    private Growth() {}

    private interface Opening {
        Axis open(Options options, Path jdk) throws Exception;
    }

    static void run(Options options, Path jdk) throws Exception {
        List<String> wanted = options.arguments();
        Map<String, Opening> axes = new LinkedHashMap<>();
        axes.put("worlds", WorldAxis::new);
        axes.put("catalogue", CatalogueAxis::new);
        axes.put("jobs", JobAxis::new);
        axes.put("journal", JournalAxis::new);
        axes.put("rules", RuleAxis::new);
        for (String name : wanted) {
            if (!axes.containsKey(name)) {
                throw new Options.UsageException(
                        "nothing called '" + name + "' grows; there are " + String.join(", ", axes.keySet()));
            }
        }
        MarkdownTable table = new MarkdownTable("more", "amounts", "call", "with the least, µs", "ratios to that");
        List<Plot.Line> lines = new ArrayList<>();
        for (Map.Entry<String, Opening> each : axes.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(each.getKey())) {
                try (Axis axis = each.getValue().open(options, jdk)) {
                    add(axis, measure(axis, options), table, lines);
                }
            }
        }
        table.print("### Growth: medians of calls over one connection, in interleaved rounds");
        Path plot = options.quick() || !wanted.isEmpty() ? TRIAL_PLOT : PLOT;
        Files.writeString(plot, Plot.svg(lines));
        System.out.println("\nplot: " + plot);
    }

    private static Map<String, List<Sample>> measure(Axis axis, Options options) throws Exception {
        Map<String, List<Sample>> figures = new LinkedHashMap<>();
        int warmUp = options.quick() ? 1 : WARM_UP_ROUNDS;
        for (int round = -warmUp; round < options.rounds(ROUNDS); round++) {
            Progress.say(axis.name() + (round < 0 ? ", warm-up" : ", round " + (round + 1)));
            for (int i = 0; i < axis.sizes().size(); i++) {
                int at = i;
                Map<String, Double> took = axis.measure(axis.sizes().get(i));
                if (round >= 0) {
                    took.forEach((call, micros) -> figures.computeIfAbsent(call, unknown -> samples(axis))
                            .get(at)
                            .add(micros));
                }
            }
        }
        return figures;
    }

    private static List<Sample> samples(Axis axis) {
        return Stream.generate(Sample::new).limit(axis.sizes().size()).toList();
    }

    private static void add(Axis axis, Map<String, List<Sample>> figures, MarkdownTable table, List<Plot.Line> lines) {
        String amounts = axis.sizes().stream()
                .map(size -> String.format(Locale.ROOT, "%,d", size))
                .collect(Collectors.joining(" / "));
        figures.forEach((call, samples) -> {
            List<Sample> ratios = samples.stream()
                    .map(sample -> sample.dividedBy(samples.get(0)))
                    .toList();
            table.row(
                    axis.name(),
                    amounts,
                    call,
                    samples.get(0).text("%.1f"),
                    ratios.stream().skip(1).map(ratio -> ratio.text("%.2f")).collect(Collectors.joining(" / ")));
            String label = axis.plotted().get(call);
            if (label != null) {
                lines.add(new Plot.Line(
                        label, axis.sizes(), ratios.stream().map(Sample::median).toList()));
            }
        });
    }
}
