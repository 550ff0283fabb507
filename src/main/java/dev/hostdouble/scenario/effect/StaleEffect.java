package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Returns the reply to an earlier identical request of the same caller.
 *
 * @param reads how many requests back; if there were fewer, the oldest reply is returned
 */
record StaleEffect(int reads) implements ReplyEffect {
    static final EffectType TYPE = new EffectType("stale", """
            { "description": "returns the answer of N reads ago",
              "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 1000 },
                { "type": "object", "additionalProperties": false, "required": ["reads"], "properties": { "reads": { "type": "integer", "minimum": 1, "maximum": 1000 } } } ] }""", StaleEffect::read);

    private static final int MOST_READS = 1000;

    private static Optional<StaleEffect> read(YamlNode value, EffectScope scope) {
        if (value.json().isObject()) {
            value.allowKeys("key of stale", List.of("reads"));
            if (!value.has("reads")) {
                value.problem("expected { reads: 1 }");
            }
        }
        YamlNode reads = value.json().isObject() ? value.get("reads") : value;
        return reads.integer("the number of reads", 1, MOST_READS).stream()
                .mapToObj(number -> new StaleEffect((int) number))
                .findFirst();
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.AGE;
    }

    @Override
    public boolean canChange(Operation operation) {
        return operation.reads();
    }

    @Override
    public Reply change(EffectContext context, Reply reply) {
        Call call = context.call();
        String read = context.credential() + " " + call.request().method() + " "
                + call.request().path() + "?" + call.request().query() + " "
                + call.request().body().text();
        EarlierReplies earlier = context.memory().get("stale", EarlierReplies::new);
        return earlier.remember(read, reply, reads).withDelivery(reply.delivery());
    }

    @Override
    public boolean isNoticed(dev.hostdouble.core.Request request, Reply before, Reply after) {
        // The date of an older reply alone is nothing that a client notices.
        return before.status() != after.status()
                || (!before.body().equals(after.body()) && Effect.hasBody(request, after));
    }

    /** Earlier replies by request. Holds up to 8 MiB; drops the least recently used. */
    private static final class EarlierReplies {
        private static final long MAX_BYTES = 8L << 20;

        private final Map<String, Deque<Reply>> replies = new LinkedHashMap<>(16, 0.75f, true);
        private long bytes;

        /** Stores a reply, and returns that of {@code reads} requests ago, or the oldest one. */
        Reply remember(String read, Reply reply, int reads) {
            Deque<Reply> before = replies.computeIfAbsent(read, none -> new ArrayDeque<>());
            before.addLast(reply);
            bytes += weight(read, reply);
            if (before.size() > reads + 1) {
                bytes -= weight(read, before.removeFirst());
            }
            Reply earlier = before.getFirst();
            Iterator<Map.Entry<String, Deque<Reply>>> eldest =
                    replies.entrySet().iterator();
            while (bytes > MAX_BYTES) {
                Map.Entry<String, Deque<Reply>> dropped = eldest.next();
                dropped.getValue().forEach(old -> bytes -= weight(dropped.getKey(), old));
                eldest.remove();
            }
            return earlier;
        }

        private static long weight(String read, Reply reply) {
            return read.length() + reply.body().length() + 500L;
        }
    }
}
