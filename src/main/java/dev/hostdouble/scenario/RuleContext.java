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
 * One rule and the call it applies to: what its effects may use.
 *
 * @param match the number of this call among those that matched the rule, from 1
 * @param draw the random values of its effects
 * @param memory what the rule keeps from call to call
 * @param revoked the revoked credentials
 */
record RuleContext(
        Call call, CallProperties properties, long match, SeededRandom draw, Memory memory, Set<String> revoked) {
    /** Identifies the caller: provider and credential. */
    String credential() {
        return credential(call);
    }

    static String credential(Call call) {
        return call.provider().name() + " "
                + call.dialect().credential(call.request()).orElse("");
    }

    /** The memory of a rule; bounded. */
    static final class Memory {
        private static final int MOST = 1000;

        private final Map<String, Object> things = new LinkedHashMap<>(16, 0.75f, true);

        /** The object stored under a name; stores a new one if there is none. */
        @SuppressWarnings("unchecked") // each name always stands for the same type
        <T> T get(String name, Supplier<T> otherwise) {
            Object thing = things.computeIfAbsent(name, none -> otherwise.get());
            if (things.size() > MOST) {
                things.remove(things.keySet().iterator().next());
            }
            return (T) thing;
        }
    }

    /** Revokes the credential of the call. */
    void revoke() {
        if (revoked.size() < Memory.MOST) {
            revoked.add(credential());
        }
    }

    Instant now() {
        return call.now();
    }

    /** A placeholder for the reply to a call that is not performed; an effect replaces it. */
    static Reply notPerformed() {
        return Reply.of(200, Bytes.NONE).withAnswer("injected");
    }
}
