package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.scenario.effect.EffectContext.Memory;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
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
        EarlierReplies earlier = context.memory().get(Memory.STALE, EarlierReplies::new);
        return earlier.remember(read, reply, reads).withDelivery(reply.delivery());
    }

    @Override
    public boolean isNoticed(dev.hostdouble.core.Request request, Reply before, Reply after) {
        // The date of an older reply alone is nothing that a client notices.
        return before.status() != after.status()
                || (!before.body().equals(after.body()) && Effect.hasBody(request, after));
    }

    @Override
    public boolean isStillOfProvider() {
        return true;
    }
}
