package dev.hostdouble.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls to which a rule applies, by their number among the matching calls, from 1.
 *
 * @param first the first call
 * @param last the last call, inclusive
 * @param every the step: every nth call, counting from {@code first}
 */
record CallRange(long first, long last, long every) {
    /** Every call. */
    static final CallRange ALL = new CallRange(1, Long.MAX_VALUE, 1);

    /** The accepted formats, for error messages. */
    static final String ALLOWED = "expected a number (3), a range (\"2-4\" or \"2-\"), \"first\" or { every: 5 }";

    private static final Pattern RANGE = Pattern.compile("([1-9]\\d{0,8})(-)?([1-9]\\d{0,8})?");

    /** Parses {@code 3}, {@code 2-4}, {@code 2-} or {@code first}; empty for any other text. */
    static Optional<CallRange> parse(String text) {
        if (text.equals("first")) {
            return Optional.of(new CallRange(1, 1, 1));
        }
        Matcher range = RANGE.matcher(text);
        if (!range.matches() || (range.group(2) == null && range.group(3) != null)) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long open = range.group(2) == null ? first : Long.MAX_VALUE;
        long last = range.group(3) == null ? open : Long.parseLong(range.group(3));
        return last < first ? Optional.empty() : Optional.of(new CallRange(first, last, 1));
    }

    /** Every nth call: with 5, the fifth, the tenth, and so on. */
    static CallRange every(long n) {
        return new CallRange(n, Long.MAX_VALUE, n);
    }

    /** Whether the range contains the call with a number. */
    boolean contains(long match) {
        return match >= first && match <= last && (match - first) % every == 0;
    }
}
