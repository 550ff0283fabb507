package dev.hostdouble.bench;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What came of one load.
 *
 * @param p50 median latency in milliseconds
 * @param p99 latency in milliseconds that 99 of 100 requests stay within
 */
record Loaded(long requests, double perSecond, double p50, double p99) {
    /** What the script of {@link Wrk} prints at the end: counts, then microseconds. */
    private static final Pattern LINE = Pattern.compile("bench:((?: \\d+){9})");

    /** Reads it; empty if the line is another one. Throws if some requests have failed. */
    static Optional<Loaded> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Long> numbers = Pattern.compile(" ")
                .splitAsStream(matcher.group(1).strip())
                .map(Long::valueOf)
                .toList();
        long failed = LongStream.range(4, 9).map(i -> numbers.get((int) i)).sum();
        if (failed > 0 || numbers.get(0) == 0) {
            throw new IllegalStateException(String.format(
                    "%d of %d requests failed: %d with a status other than 2xx, %d could not connect, %d reads, %d writes, %d timeouts",
                    failed,
                    numbers.get(0),
                    numbers.get(4),
                    numbers.get(5),
                    numbers.get(6),
                    numbers.get(7),
                    numbers.get(8)));
        }
        return Optional.of(new Loaded(
                numbers.get(0), numbers.get(0) * 1e6 / numbers.get(1), numbers.get(2) / 1e3, numbers.get(3) / 1e3));
    }
}
