package dev.hostdouble.bench;

import java.util.Locale;

/** What is printed: a line for each figure. */
final class Report {
    private Report() {}

    static void row(String what, String figures) {
        System.out.printf("%-42s %s%n", what, figures);
    }

    static void row(String what, String figures, Latencies latencies) {
        double p50 = latencies.percentile(0.5) / 1e6;
        double p99 = latencies.percentile(0.99) / 1e6;
        row(what, figures + String.format(Locale.ROOT, "   p50 %.2f p99 %.2f", p50, p99));
    }
}
