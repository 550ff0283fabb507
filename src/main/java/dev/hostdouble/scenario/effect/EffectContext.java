package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostdouble.core.Fact;
import dev.hostdouble.core.RateWindow;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.WindowsJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The call that a rule applies to, and the state of the rule, for its effects.
 *
 * @param n the number of this call among those that the rule counts for its key, from 1
 * @param random the random values for this call
 * @param memory the objects that the rule keeps between calls
 */
public record EffectContext(Call call, CallProperties properties, long n, SeededRandom random, Memory memory) {
    /** The objects that a rule keeps between calls. Holds up to 1000; drops the least recently used. */
    public static final class Memory {
        /** The windows of a rate limit. */
        static final String RATE = "rate";

        /** The earlier replies of stale reads. */
        static final String STALE = "stale";

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

        /** What it holds, as JSON. */
        public ObjectNode save() {
            ObjectNode saved = JsonNodeFactory.instance.objectNode();
            objects.forEach((name, object) -> {
                if (object instanceof RateWindow windows) {
                    saved.set(name, WindowsJson.save(windows));
                } else if (object instanceof EarlierReplies replies) {
                    saved.set(name, replies.save());
                }
            });
            return saved;
        }

        /**
         * Puts in what {@link #save} gave.
         *
         * @param facts finds a fact by the text that identifies it
         */
        public void restore(JsonNode saved, Function<String, Optional<Fact>> facts) {
            if (saved.has(RATE)) {
                WindowsJson.restore(saved.path(RATE), get(RATE, RateWindow::new));
            }
            if (saved.has(STALE)) {
                get(STALE, EarlierReplies::new).restore(saved.path(STALE), facts);
            }
        }

        /** Stores an object under a name. */
        void put(String name, Object object) {
            objects.put(name, object);
        }
    }

    /** The provider and the account of the caller as one string; the account is empty for a caller who is not let in. */
    String account() {
        return call.provider().name() + " " + call.dialect().owner(call).orElse("");
    }

    /** The provider and the credential of the call as one string. */
    String credential() {
        return call.provider().name() + " "
                + call.dialect().credential(call.request()).orElse("");
    }
}
