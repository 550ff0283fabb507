package dev.hostdouble.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The same figure measured round after round. */
final class Sample {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double last() {
        return values.get(values.size() - 1);
    }

    double median() {
        List<Double> sorted = sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Stream<Double> sorted() {
        return values.stream().sorted();
    }

    /** Median, lowest and highest. */
    String text(String format) {
        List<Double> sorted = sorted().toList();
        String full = format + " (" + format + "–" + format + ")";
        return String.format(Locale.ROOT, full, median(), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
