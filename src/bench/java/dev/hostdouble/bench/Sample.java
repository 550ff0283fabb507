package dev.hostdouble.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** The same figure measured round after round. */
final class Sample {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double last() {
        return values.get(values.size() - 1);
    }

    int size() {
        return values.size();
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double lowest() {
        return sorted().get(0);
    }

    double highest() {
        return sorted().get(values.size() - 1);
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }

    /** The figures of the same rounds, each divided by the other's. */
    Sample dividedBy(Sample other) {
        return paired(other, (mine, its) -> mine / its);
    }

    private Sample paired(Sample other, DoubleBinaryOperator operator) {
        Sample result = new Sample();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            result.add(operator.applyAsDouble(values.get(i), other.values.get(i)));
        }
        return result;
    }

    /** An interval, both ends included. */
    record Interval(double low, double high) {
        boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    /**
     * Where the true median lies with a probability of at least 95 %, whatever the distribution: the k-th lowest and the k-th
     * highest value, beyond which that number of values of the same sign is improbable by the sign test. With fewer than 6 values this is
     * the whole range, and the probability is less.
     */
    Interval medianInterval() {
        int n = values.size();
        double tail = Math.pow(0.5, n);
        double next = tail;
        int skipped = 0;
        for (int k = 1; k < n / 2; k++) {
            next = next * (n - k + 1) / k;
            tail += next;
            if (tail > 0.025) {
                break;
            }
            skipped = k;
        }
        List<Double> sorted = sorted();
        return new Interval(sorted.get(skipped), sorted.get(n - 1 - skipped));
    }

    /** Median, lowest and highest. */
    String text(String format) {
        String full = format + " (" + format + "–" + format + ")";
        return String.format(Locale.ROOT, full, median(), lowest(), highest());
    }
}
