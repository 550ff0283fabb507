package dev.hostdouble.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Resident memory while reads come as fast as they can: with the default flags, with the launcher's, and in a small heap. */
final class Memory {
    private static final int SECONDS = 60;
    private static final int STEPS = 4;
    private static final int ROUNDS = 3;
    private static final String SMALL = "-Xmx96m";

    private Memory() {}

    static void run(Options options, Path jdk) throws Exception {
        options.noArguments();
        List<String> flags = options.flags();
        List<Target> targets = List.of(
                Target.hostdouble("java -jar", Target.JAR, jdk, flags),
                Target.launcher(jdk, flags),
                Target.hostdouble(
                        "java " + SMALL + " -jar",
                        Target.JAR,
                        jdk,
                        Stream.concat(flags.stream(), Stream.of(SMALL)).toList()));
        int step = Math.max(1, options.seconds(SECONDS) / STEPS);
        List<List<Sample>> resident = new ArrayList<>();
        List<Sample> requests = new ArrayList<>();
        List<Sample> live = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            resident.add(Stream.generate(Sample::new).limit(STEPS + 1).toList());
            requests.add(new Sample());
            live.add(new Sample());
        }
        try (LoadGenerator generator = LoadGenerator.open(options, jdk)) {
            for (int round = 0; round < options.rounds(ROUNDS); round++) {
                for (int i = 0; i < targets.size(); i++) {
                    try (Server server = Server.start(targets.get(i)).await()) {
                        List<Sample> points = resident.get(i);
                        points.get(0).add(server.resident());
                        long count = 0;
                        for (int at = 1; at <= STEPS; at++) {
                            count += generator.load(server, Call.READ, 16, step).requests();
                            points.get(at).add(server.resident());
                        }
                        requests.get(i).add((double) count);
                        live.get(i).add(server.live(jdk));
                    }
                }
            }
            System.out.printf(
                    "Reads over 16 connections by %s. Any reply that is not 200 ends the run%n", generator.name());
        }
        List<String> head = new ArrayList<>(List.of("resident memory, MiB", "after the start"));
        for (int at = 1; at <= STEPS; at++) {
            head.add("after " + at * step + " s of load");
        }
        head.addAll(List.of("live heap then", "requests", "errors"));
        MarkdownTable table = new MarkdownTable(head);
        for (int i = 0; i < targets.size(); i++) {
            List<String> row = new ArrayList<>(List.of(targets.get(i).name()));
            resident.get(i).forEach(sample -> row.add(sample.text("%.0f")));
            row.addAll(List.of(live.get(i).text("%.0f"), requests.get(i).text("%.0f"), "0"));
            table.row(row);
        }
        table.print("### Memory: medians, with the lowest and highest run");
    }
}
