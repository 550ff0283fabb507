package dev.hostdouble.bench;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** Checks the parts of the bench that need no server: they would print wrong figures without any other sign. */
final class SelfCheck {
    private int checks;

    private SelfCheck() {}

    static void run(Options options, Path jdk) throws Exception {
        options.noArguments();
        SelfCheck check = new SelfCheck();
        check.samples();
        check.loads();
        check.latencies();
        check.shares();
        check.plot();
        check.equal(new MarkdownTable("a", "b").row("1", "2").toString(), "| a | b |\n|---|---|\n| 1 | 2 |");
        System.out.println(check.checks + " checks passed");
    }

    private void equal(Object actual, Object expected) {
        checks++;
        if (!actual.equals(expected)) {
            throw new IllegalStateException("self-check: expected " + expected + ", but it is " + actual);
        }
    }

    private static Sample sample(double... values) {
        Sample sample = new Sample();
        for (double value : values) {
            sample.add(value);
        }
        return sample;
    }

    private void samples() {
        equal(sample(3, 1, 2).text("%.0f"), "2 (1–3)");
        equal(sample(4, 1, 2, 3).median(), 2.5);
        equal(sample(2, 9).dividedBy(sample(1, 3)).text("%.1f"), "2.5 (2.0–3.0)");
        // The sign test: 2 · P(X ≤ 1) for 9 tosses is 3.9 %, and 2 · P(X ≤ 3) for 15 is 3.5 %.
        equal(sample(1, 2, 3, 4, 5, 6, 7, 8, 9).medianInterval(), new Sample.Interval(2, 8));
        equal(sample(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15).medianInterval(), new Sample.Interval(4, 12));
        equal(sample(1, 2, 3, 4, 5).medianInterval(), new Sample.Interval(1, 5));
        equal(new Sample.Interval(0.9, 1).contains(1), true);
        equal(new Sample.Interval(0.9, 0.99).contains(1), false);
    }

    private void loads() {
        equal(Loaded.parse("bench: 2000 1000000 250 1500 0 0 0 0 0").orElseThrow(), new Loaded(2000, 2000, 0.25, 1.5));
        equal(Loaded.parse("  2000 requests in 1.00s, 1.21MB read").isEmpty(), true);
        for (String failed :
                List.of("bench: 10 1 1 1 1 0 0 0 0", "bench: 10 1 1 1 0 0 0 0 2", "bench: 0 1 0 0 0 0 0 0 0")) {
            boolean refused = false;
            try {
                Loaded.parse(failed);
            } catch (IllegalStateException e) {
                refused = true;
            }
            equal(refused, true);
        }
        String script = Wrk.script(Call.post("", "/x", "application/json", "{\"a\":\"\\n\"}"));
        equal(script.contains("wrk.body = \"{\\\"a\\\":\\\"\\\\n\\\"}\""), true);
    }

    private void latencies() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 1000; i++) {
            latencies.add(i * 1000L);
        }
        long p99 = latencies.percentile(0.99);
        equal(p99 > 960_000 && p99 <= 990_000, true);
        equal(latencies.count(), 1000L);
    }

    private void shares() {
        equal(Share.of(List.of("java.util.HashMap", "org.h2.Driver", "dev.hostdouble.world.World")), Share.SQL);
        equal(Share.of(List.of("dev.hostdouble.hosterapi.ServerDao$Row", "org.h2.Driver")), Share.SQL);
        equal(
                Share.of(List.of("java.util.concurrent.locks.ReentrantLock", "dev.hostdouble.world.WorldLock")),
                Share.LOCK);
        equal(Share.of(List.of("dev.hostdouble.world.World", "dev.hostdouble.http.Exchange")), Share.REST);
        equal(Share.of(List.of("java.lang.Thread")), Share.JDK);
    }

    private void plot() throws Exception {
        List<Plot.Line> lines = List.of(
                new Plot.Line("a & b", List.of(0, 1000), List.of(1.0, 2.0)),
                new Plot.Line("c", List.of(224, 130_000), List.of(1.0, 30.0)));
        String svg = Plot.svg(lines);
        equal(svg, Plot.svg(lines));
        equal(svg.contains(">20</text>") && !svg.contains(">50</text>"), true);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
