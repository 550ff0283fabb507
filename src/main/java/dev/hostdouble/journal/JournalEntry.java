package dev.hostdouble.journal;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.RuleHit;
import java.time.Instant;
import java.util.List;

/**
 * One call and its reply.
 *
 * @param number its place in the journal, from 1; never given twice until the journal is cleared
 * @param at the instant of the world's clock
 * @param ruleHits the scenario rules that applied, in order
 */
public record JournalEntry(
        long number, Instant at, String operation, Request request, Reply reply, List<RuleHit> ruleHits) {
    private static final int FIELD_BYTES = 64;

    /** About how many bytes it keeps in memory. */
    int weight() {
        return request.path().length()
                + request.query().length()
                + weight(request.headers())
                + (request.parts().isEmpty() ? 0 : request.body().length())
                + request.body().length()
                + weight(reply.headers())
                + reply.body().length();
    }

    private static int weight(Headers headers) {
        int weight = 0;
        for (Header field : headers.fields()) {
            weight += FIELD_BYTES + field.value().length();
        }
        return weight;
    }
}
