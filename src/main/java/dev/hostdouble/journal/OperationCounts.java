package dev.hostdouble.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often an operation was called, with which statuses, and how long its answers took. Thread-safe. */
public final class OperationCounts {
    /** A rule can reply with any status: more than this many are counted as one. */
    static final int MOST_STATUSES = 40;

    private static final Integer OTHER = 0;
    private static final long MICRO = 1000;

    /** Up to how many nanoseconds the times of each bucket are. */
    private static final long[] BOUNDS = {
        100 * MICRO,
        250 * MICRO,
        500 * MICRO,
        1000 * MICRO,
        2500 * MICRO,
        5000 * MICRO,
        10_000 * MICRO,
        25_000 * MICRO,
        100_000 * MICRO,
        250_000 * MICRO,
        1_000_000 * MICRO,
        Long.MAX_VALUE
    };

    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
    private final LongAdder nanos = new LongAdder();

    OperationCounts() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void answered(int status) {
        LongAdder known = statuses.get(status);
        if (known == null) {
            known = statuses.computeIfAbsent(
                    statuses.size() < MOST_STATUSES ? Integer.valueOf(status) : OTHER, first -> new LongAdder());
        }
        known.increment();
    }

    void took(long time) {
        nanos.add(time);
        int bucket = 0;
        while (time > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    /** How many calls were answered with each status; {@link ActivityCounts#OTHER} beyond the limit. */
    public Map<String, Long> statuses() {
        Map<String, Long> sums = new TreeMap<>();
        statuses.forEach((status, count) ->
                sums.put(status.equals(OTHER) ? ActivityCounts.OTHER : status.toString(), count.sum()));
        return sums;
    }

    /** The upper bounds of the buckets, in nanoseconds; that of the last one is {@link Long#MAX_VALUE}. */
    public static long[] bounds() {
        return BOUNDS.clone();
    }

    /** How many answers took the time of each bucket. */
    public long[] times() {
        long[] times = new long[buckets.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = buckets[i].sum();
        }
        return times;
    }

    /** How long all answers took, in nanoseconds. */
    public long nanos() {
        return nanos.sum();
    }
}
