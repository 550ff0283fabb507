package dev.hostdouble.journal;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * One call and its reply.
 *
 * @param number its place in the journal, from 1; never given twice until the journal is cleared
 * @param at the instant of the world's clock
 * @param rule the fault rule that struck
 */
public record Entry(long number, Instant at, String operation, Request request, Reply reply, Optional<String> rule) {

    /** About how many bytes it keeps in memory, headers reckoned at a flat kilobyte. */
    int weight() {
        return 1024
                + request.path().length()
                + request.query().length()
                + request.body().length()
                + reply.body().length();
    }
}
