package dev.hostdouble.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The goals of docs/performance.md beside what a run has measured. Information: the exit code does not depend on it. */
final class Goals {
    private final PeerFigures figures;
    private final List<Call> calls;
    private final List<Integer> connections;
    private final MarkdownTable table = new MarkdownTable("goal", "connections", "measured", "");

    Goals(PeerFigures figures, List<Call> calls, List<Integer> connections) {
        this.figures = figures;
        this.calls = calls;
        this.connections = connections;
    }

    void print() {
        if (calls.contains(Call.READ)) {
            atLeast("read ≥ 0.9 of the Javalin constant", Target.JAVALIN, 0.9, 1);
            atLeast("read ≥ 2.0 of WireMock", PeerTargets.WIREMOCK, 2, 1);
            atLeast("read ≥ 1.0 of MockServer 5.15", PeerTargets.MOCKSERVER_5, 1, 16);
            p99(PeerTargets.WIREMOCK);
            p99(PeerTargets.MOCKSERVER_5);
            p99(PeerTargets.MOCKSERVER_7);
            own(Call.PAGE, 0.6);
            own(Call.CREATE, 0.5);
            own(Call.ACTION, 0.8);
        }
        start(Target.HOSTDOUBLE, 1);
        start(Target.LAUNCHER, 0.4);
        Sample resident = figures.of(Target.HOSTDOUBLE).loadedResident;
        add("resident after the load < 400 MiB", "16", resident, resident.median() < 400);
        table.print("### Goals");
    }

    private void atLeast(String goal, String peer, double least, int fromConnections) {
        each(goal, peer, at -> at.perSecond, least, true, fromConnections);
    }

    private void p99(String peer) {
        each("p99 of a read ≤ 0.6 of " + peer, peer, at -> at.p99, 0.6, false, 1);
    }

    private void each(
            String goal, String peer, Function<Figures, Sample> figure, double bound, boolean least, int from) {
        for (int count : connections) {
            if (count >= from && figures.has(peer)) {
                Sample ratio = figure.apply(figures.of(Target.HOSTDOUBLE).of(Call.READ, count))
                        .dividedBy(figure.apply(figures.of(peer).of(Call.READ, count)));
                add(goal, String.valueOf(count), ratio, least ? ratio.median() >= bound : ratio.median() <= bound);
            }
        }
    }

    private void own(Call call, double least) {
        if (calls.contains(call)) {
            for (int count : connections) {
                Sample ratio = ofRead(figures, call, count);
                String goal = String.format(Locale.ROOT, "%s ≥ %.1f of the read", call.name(), least);
                add(goal, String.valueOf(count), ratio, ratio.median() >= least);
            }
        }
    }

    /** The throughput of one of Hostdouble's calls relative to that of its read in the same round. */
    static Sample ofRead(PeerFigures figures, Call call, int connections) {
        PeerFigures.OfServer ours = figures.of(Target.HOSTDOUBLE);
        return ours.of(call, connections).perSecond.dividedBy(ours.of(Call.READ, connections).perSecond);
    }

    private void start(String ours, double most) {
        if (figures.has(ours) && figures.has(PeerTargets.WIREMOCK)) {
            Sample ratio = figures.of(ours).firstAnswer.dividedBy(figures.of(PeerTargets.WIREMOCK).firstAnswer);
            String goal = String.format(Locale.ROOT, "first answer of %s ≤ %.1f of WireMock's", ours, most);
            add(goal, "", ratio, ratio.median() <= most);
        }
    }

    private void add(String goal, String count, Sample measured, boolean met) {
        table.row(goal, count, measured.text("%.2f"), met ? "met" : "not met");
    }
}
