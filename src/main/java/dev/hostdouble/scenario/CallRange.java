package dev.hostdouble.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls to which a rule applies, by their number among the calls that the rule counts, from 1. */
record CallRange(List<Part> parts) {
    /** Every call. */
    static final CallRange ALL = new CallRange(List.of(new Part(1, Long.MAX_VALUE, 1)));

    /** The accepted formats, for error messages. */
    static final String ALLOWED = "the numbers of calls, from 1: 3, [1, 3], \"2-4\", \"2-\", first or { every: 5 }";

    private static final Pattern RANGE = Pattern.compile("(0|[1-9]\\d{0,8})(-)?(0|[1-9]\\d{0,8})?");

    CallRange {
        parts = List.copyOf(parts);
    }

    /**
     * Some of the calls.
     *
     * @param last the last call, inclusive
     * @param every the step: every nth call, counting from {@code first}
     */
    record Part(long first, long last, long every) {
        boolean contains(long n) {
            return n >= first && n <= last && (n - first) % every == 0;
        }

        long size() {
            return last == Long.MAX_VALUE ? Long.MAX_VALUE : (last - first) / every + 1;
        }
    }

    /** Parses {@code 3}, {@code 2-4}, {@code 2-} or {@code first}; empty for any other text. */
    static Optional<Part> parse(String text, long least) {
        if (text.equals("first") && least > 0) {
            return Optional.of(new Part(1, 1, 1));
        }
        Matcher range = RANGE.matcher(text);
        if (!range.matches() || (range.group(2) == null && range.group(3) != null)) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long open = range.group(2) == null ? first : Long.MAX_VALUE;
        long last = range.group(3) == null ? open : Long.parseLong(range.group(3));
        return last < first || first < least ? Optional.empty() : Optional.of(new Part(first, last, 1));
    }

    /** Every nth call: with 5, the fifth, the tenth, and so on. */
    static CallRange every(long n) {
        return new CallRange(List.of(new Part(n, Long.MAX_VALUE, n)));
    }

    /** Whether the range contains the call with a number. */
    boolean contains(long n) {
        for (Part part : parts) {
            if (part.contains(n)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the range contains every call of another one; false where that is hard to tell. */
    boolean containsAll(CallRange other) {
        return equals(other)
                || other.parts.stream().allMatch(part -> parts.stream()
                        .anyMatch(mine ->
                                mine.every() == 1 && mine.first() <= part.first() && mine.last() >= part.last()));
    }

    /** The largest number of calls in the range; {@link Long#MAX_VALUE} for no limit. */
    long size() {
        long size = 0;
        for (Part part : parts) {
            size = part.size() == Long.MAX_VALUE
                    ? Long.MAX_VALUE
                    : Math.min(Long.MAX_VALUE - part.size(), size) + part.size();
        }
        return size;
    }
}
