package dev.hostdouble.bench;

/** A histogram whose classes are 3 % wide or less, so that it stays small whatever the load. */
final class Latencies {
    private static final int PARTS = 32;

    private final long[] counts = new long[64 * PARTS];
    private long count;

    void add(long nanos) {
        counts[index(Math.max(PARTS, nanos))]++;
        count++;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        count += others.count;
    }

    long count() {
        return count;
    }

    /** The latency that so large a share of all stays within. */
    long percentile(double share) {
        long left = (long) Math.ceil(count * share);
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left <= 0) {
                int power = i / PARTS;
                return (1L << power) + ((long) (i % PARTS) << power) / PARTS;
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        int part = (int) (((nanos - (1L << power)) * PARTS) >> power);
        return power * PARTS + part;
    }
}
