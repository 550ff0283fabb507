package dev.hostdouble.scenario;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One rule striking one call: what its effects may use.
 *
 * @param match which of the calls that matched the rule this is, from 1
 * @param draw what its effects draw from
 * @param memory what the rule remembers from call to call
 * @param revoked credentials that are good no more
 */
record RuleContext(
        Call call, CallProperties properties, long match, SeededRandom draw, Memory memory, Set<String> revoked) {
    /** Who calls, as far as rules tell callers apart: by what they prove themselves by. */
    String credential() {
        return credential(call);
    }

    static String credential(Call call) {
        return call.provider().name() + " "
                + call.dialect().credential(call.request()).orElse("");
    }

    /** What a rule remembers; bounded. */
    static final class Memory {
        private static final int MOST = 1000;

        private final Map<String, Object> things = new LinkedHashMap<>(16, 0.75f, true);

        /** What is remembered under that name, or what is supplied, which is remembered from now on. */
        @SuppressWarnings("unchecked") // each name always stands for the same type
        <T> T get(String name, Supplier<T> otherwise) {
            Object thing = things.computeIfAbsent(name, none -> otherwise.get());
            if (things.size() > MOST) {
                things.remove(things.keySet().iterator().next());
            }
            return (T) thing;
        }
    }

    /** Adds a credential to those that are good no more. */
    void revoke() {
        if (revoked.size() < Memory.MOST) {
            revoked.add(credential());
        }
    }

    Instant now() {
        return call.now();
    }

    /** What stands for a call that the provider never saw; an effect gives the client something else. */
    static Reply notPerformed() {
        return Reply.of(200, Bytes.NONE).withAnswer("injected");
    }
}
