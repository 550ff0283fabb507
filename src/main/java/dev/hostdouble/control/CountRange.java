package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** How often something is expected; at least once, where nothing is said. */
record CountRange(long least, long most) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /**
     * Reads {@code times}, {@code least} and {@code most} of an expectation.
     *
     * @param at the place of the expectation, as a JSON pointer
     * @throws ControlException if they contradict each other
     */
    static CountRange of(JsonNode wanted, String at) {
        JsonNode times = wanted.path("times");
        if (!times.isMissingNode()) {
            if (wanted.has("least") || wanted.has("most")) {
                throw new ControlException(400, at + ": times together with least or most: expected either");
            }
            return new CountRange(count(times, at), count(times, at));
        }
        long least = wanted.has("least") ? count(wanted.path("least"), at) : wanted.has("most") ? 0 : 1;
        long most = wanted.has("most") ? count(wanted.path("most"), at) : Long.MAX_VALUE;
        if (least > most) {
            throw new ControlException(400, at + ": least is " + least + ", but most is " + most);
        }
        return new CountRange(least, most);
    }

    /** The schema takes {@code 1e308} for a whole number, and compares its last 64 bits with the limits. */
    private static long count(JsonNode number, String at) {
        if (number.decimalValue().compareTo(MOST) > 0) {
            throw new ControlException(400, at + ": a count is too large: expected at most " + MOST.toPlainString());
        }
        return number.asLong();
    }

    boolean includes(long found) {
        return found >= least && found <= most;
    }

    /** Whether the answer would be the same with any number of further calls up to a limit. */
    boolean isDecided(long found, long further) {
        return found > most || found + further < least || (found >= least && found + further <= most);
    }

    String text() {
        if (least == most) {
            return least + " times";
        }
        return least + (most == Long.MAX_VALUE ? " times or more" : " to " + most + " times");
    }
}
