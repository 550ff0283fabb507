package dev.hostdouble.journal;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import dev.hostdouble.core.WorldTime;
import java.time.Instant;
import java.util.List;

/**
 * One call and its reply.
 *
 * @param number counts from 1 since the journal was last cleared
 * @param time the world's time
 * @param operation the id of the operation
 * @param ruleHits the scenario rules that applied, in order
 */
public record JournalEntry(
        long number, WorldTime time, String operation, Request request, Reply reply, List<RuleHit> ruleHits)
        implements WorldEvent {
    private static final int FIELD_BYTES = 64;

    /** The date of the call. */
    public Instant at() {
        return time.date();
    }

    @Override
    public int bytes() {
        return FIXED_BYTES
                + request.path().length()
                + request.query().length()
                + bytes(request.headers())
                + (request.parts().isEmpty() ? 0 : request.body().length())
                + request.body().length()
                + bytes(reply.headers())
                + reply.body().length();
    }

    private static int bytes(Headers headers) {
        int bytes = 0;
        for (Header field : headers.fields()) {
            bytes += FIELD_BYTES + field.value().length();
        }
        return bytes;
    }
}
