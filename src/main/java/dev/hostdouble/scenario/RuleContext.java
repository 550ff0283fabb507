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
 * The call that a rule applies to, and the state of the rule, for its effects.
 *
 * @param match the number of this call among the calls that matched the rule, from 1
 * @param random the random values for this call
 * @param memory the objects that the rule keeps between calls
 * @param revoked the revoked credentials of the world, as returned by {@link #credential()}
 */
record RuleContext(
        Call call, CallProperties properties, long match, SeededRandom random, Memory memory, Set<String> revoked) {
    /** Returns the provider and the credential of the caller, as one string. */
    String credential() {
        return credential(call);
    }

    /** Returns the provider and the credential of a call, as one string. */
    static String credential(Call call) {
        return call.provider().name() + " "
                + call.dialect().credential(call.request()).orElse("");
    }

    /** The objects that a rule keeps between calls. Holds up to 1000; drops the least recently used. */
    static final class Memory {
        private static final int MAX_OBJECTS = 1000;

        private final Map<String, Object> objects = new LinkedHashMap<>(16, 0.75f, true);

        /** Returns the object with a name; creates and stores it if it is missing. */
        @SuppressWarnings("unchecked") // each name is always used with the same type
        <T> T get(String name, Supplier<T> create) {
            Object object = objects.computeIfAbsent(name, none -> create.get());
            if (objects.size() > MAX_OBJECTS) {
                objects.remove(objects.keySet().iterator().next());
            }
            return (T) object;
        }
    }

    /** Revokes the credential of the call. Ignored beyond 1000 revoked credentials. */
    void revoke() {
        if (revoked.size() < Memory.MAX_OBJECTS) {
            revoked.add(credential());
        }
    }

    /** Returns the world's time. */
    Instant now() {
        return call.now();
    }

    /** Returns a placeholder reply to a call that is not performed; an effect replaces it. */
    static Reply notPerformed() {
        return Reply.of(200, Bytes.NONE).withAnswer("injected");
    }
}
