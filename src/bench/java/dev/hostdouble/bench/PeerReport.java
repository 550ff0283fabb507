package dev.hostdouble.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints what a run of {@link Peers} has measured: tables for the documentation, and the goals. */
final class PeerReport {
    private final PeerFigures figures;
    private final List<Target> targets;
    private final List<Call> calls;
    private final List<Integer> connections;

    PeerReport(PeerFigures figures, List<Target> targets, List<Call> calls, List<Integer> connections) {
        this.figures = figures;
        this.targets = targets;
        this.calls = calls;
        this.connections = connections;
    }

    void print() {
        System.out.println("\nMedians, with the lowest and highest round.");
        start();
        for (Call call : calls) {
            call(call);
        }
        if (figures.has(Target.HOSTDOUBLE)) {
            ratios();
            new Goals(figures, calls, connections).print();
        }
    }

    private void start() {
        MarkdownTable table = new MarkdownTable(
                "",
                "first answer, s",
                "processor time until then, s",
                "resident after the start, MiB",
                "after the load");
        for (Target target : targets) {
            PeerFigures.OfServer server = figures.of(target);
            table.row(
                    target.name(),
                    server.firstAnswer.text("%.2f"),
                    server.startProcessor.text("%.2f"),
                    server.startResident.text("%.0f"),
                    server.loadedResident.text("%.0f"));
        }
        table.print("### Start and memory");
    }

    private void call(Call call) {
        List<String> head = new ArrayList<>(List.of(""));
        connections.forEach(count -> head.add("requests a second, " + count + (count == 1 ? " connection" : "")));
        connections.forEach(count -> head.add("p50 / p99 ms, " + count));
        head.add("processor time, µs, " + connections.get(connections.size() - 1));
        MarkdownTable table = new MarkdownTable(head);
        for (Target target : targets) {
            List<String> row = new ArrayList<>(List.of(target.name()));
            for (int count : connections) {
                row.add(figures.of(target).of(call, count).perSecond.text("%.0f"));
            }
            for (int count : connections) {
                Figures at = figures.of(target).of(call, count);
                row.add(at.p50.text("%.2f") + " / " + at.p99.text("%.2f"));
            }
            row.add(figures.of(target)
                    .of(call, connections.get(connections.size() - 1))
                    .processor
                    .text("%.1f"));
            table.row(row);
        }
        table.print("### " + call.name() + ": `" + call.method() + " " + call.path() + "`");
    }

    private void ratios() {
        List<String> head = new ArrayList<>(List.of("Hostdouble relative to"));
        connections.forEach(count -> head.add("throughput, " + count));
        connections.forEach(count -> head.add("p99, " + count));
        for (Call call : calls) {
            MarkdownTable table = new MarkdownTable(head);
            for (Target target : targets) {
                if (!target.name().equals(Target.HOSTDOUBLE)) {
                    table.row(row(target.name(), call, at -> at.perSecond, at -> at.p99));
                }
            }
            table.print("### Ratios: " + call.name());
        }
        own();
        starts();
    }

    private List<String> row(
            String name, Call call, Function<Figures, Sample> first, Function<Figures, Sample> second) {
        List<String> row = new ArrayList<>(List.of(name));
        for (Function<Figures, Sample> figure : List.of(first, second)) {
            for (int count : connections) {
                Sample ours = figure.apply(figures.of(Target.HOSTDOUBLE).of(call, count));
                row.add(ours.dividedBy(figure.apply(figures.of(name).of(call, count)))
                        .text("%.2f"));
            }
        }
        return row;
    }

    private void own() {
        if (!calls.contains(Call.READ)) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("relative to Hostdouble's own read"));
        connections.forEach(count -> head.add("throughput, " + count));
        MarkdownTable table = new MarkdownTable(head);
        for (Call call : calls) {
            if (!call.equals(Call.READ)) {
                List<String> row = new ArrayList<>(List.of(call.name()));
                connections.forEach(
                        count -> row.add(Goals.ofRead(figures, call, count).text("%.2f")));
                table.row(row);
            }
        }
        table.print("### Ratios: the other calls");
    }

    private void starts() {
        MarkdownTable table = new MarkdownTable("", "start, relative to WireMock", "memory after the load");
        for (Target target : targets) {
            if (target.ours() && figures.has(PeerTargets.WIREMOCK)) {
                PeerFigures.OfServer peer = figures.of(PeerTargets.WIREMOCK);
                PeerFigures.OfServer ours = figures.of(target);
                table.row(
                        target.name(),
                        ours.firstAnswer.dividedBy(peer.firstAnswer).text("%.2f"),
                        ours.loadedResident.dividedBy(peer.loadedResident).text("%.2f"));
            }
        }
        table.print("### Ratios: start and memory");
    }
}
