package dev.hostdouble.control;

import com.fasterxml.jackson.databind.JsonNode;

/** How often something is expected; at least once, where nothing is said. */
record CountRange(long least, long most) {
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
            return new CountRange(times.asLong(), times.asLong());
        }
        long least = wanted.path("least").asLong(wanted.has("most") ? 0 : 1);
        long most = wanted.path("most").asLong(Long.MAX_VALUE);
        if (least > most) {
            throw new ControlException(400, at + ": least is " + least + ", but most is " + most);
        }
        return new CountRange(least, most);
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
