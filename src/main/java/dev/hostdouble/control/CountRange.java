package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.scenario.Rule;
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

    /** How often a scenario expects a rule to apply. */
    static CountRange of(Rule.Expect expect) {
        return new CountRange(expect.least(), expect.most().orElse(Long.MAX_VALUE));
    }

    boolean includes(long found) {
        return found >= least && found <= most;
    }

    /** Whether the answer would be the same with any number of further calls up to a limit. */
    boolean isDecided(long found, long further) {
        return found > most || found + further < least || (found >= least && found + further <= most);
    }

    /**
     * Such as {@code 1 call}, {@code 2 calls}, {@code 0 to 2 calls} and {@code at least 1 call}.
     *
     * @param noun what is counted, in the singular
     */
    String text(String noun) {
        if (least == most) {
            return count(least, noun);
        }
        return most == Long.MAX_VALUE ? "at least " + count(least, noun) : least + " to " + count(most, noun);
    }

    /** A number and what it counts, such as {@code 1 call} and {@code 2 calls}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
