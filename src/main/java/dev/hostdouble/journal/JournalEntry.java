package dev.hostdouble.journal;

import dev.hostdouble.core.Headers;
import dev.hostdouble.core.Headers.Header;
import dev.hostdouble.core.MemoryBudget;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.core.Request.Part;
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
 * @param bytes about how much memory it uses
 */
public record JournalEntry(
        long number, WorldTime time, String operation, Request request, Reply reply, List<RuleHit> ruleHits, long bytes)
        implements WorldEvent {
    private static final int FIELD_BYTES = 80;

    /** The records of a call, and how its reply was delivered. */
    private static final int CALL_BYTES = 500;

    /** A call and its reply. */
    public JournalEntry(
            long number, WorldTime time, String operation, Request request, Reply reply, List<RuleHit> ruleHits) {
        this(number, time, operation, request, reply, ruleHits, bytes(request, reply, ruleHits));
    }

    /** The date of the call. */
    public Instant at() {
        return time.date();
    }

    private static long bytes(Request request, Reply reply, List<RuleHit> ruleHits) {
        long bytes = FIXED_BYTES
                + CALL_BYTES
                + request.authority().length()
                + request.path().length()
                + request.query().length()
                + bytes(request.headers())
                + MemoryBudget.ofArray(request.body().length())
                + bytes(reply.headers())
                + MemoryBudget.ofArray(reply.body().length());
        for (Part part : request.parts()) {
            bytes += FIELD_BYTES
                    + part.name().length()
                    + MemoryBudget.ofArray(part.content().length());
        }
        for (RuleHit hit : ruleHits) {
            bytes += FIXED_BYTES + (hit.key() == null ? 0 : hit.key().length());
            for (RuleHit.EffectHit effect : hit.effects()) {
                bytes +=
                        FIELD_BYTES + (effect.note() == null ? 0 : effect.note().length());
            }
        }
        return bytes;
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header field : headers.fields()) {
            bytes += FIELD_BYTES + field.value().length();
        }
        return bytes;
    }
}
