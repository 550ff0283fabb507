package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.yaml.YamlNode;
import java.util.Optional;

/** Limits the speed of the body, in bytes per second. The slowest of several limits counts. */
record SlowBodyEffect(int bytesPerSecond) implements ReplyEffect {
    static final EffectType TYPE = new EffectType("slow_body", """
            { "description": "rate of the body in bytes per second", "type": "integer", "minimum": 1, "maximum": 1000000000 }""", SlowBodyEffect::read);

    private static final long FASTEST = 1_000_000_000;

    /** A body is noticeably slow if it takes at least a hundredth of a second. */
    private static final int NOTICED = 100;

    private static Optional<SlowBodyEffect> read(YamlNode value, EffectScope scope) {
        return value.integer("bytes per second", 1, FASTEST).stream()
                .mapToObj(speed -> new SlowBodyEffect((int) speed))
                .findFirst();
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.SPEED;
    }

    @Override
    public Reply change(EffectContext context, Reply reply) {
        int before = reply.delivery().bytesPerSecond();
        int slower = before == 0 ? bytesPerSecond : Math.min(before, bytesPerSecond);
        return reply.withDelivery(reply.delivery().withSpeed(slower));
    }

    @Override
    public boolean isNoticed(Request request, Reply before, Reply after) {
        return after.delivery().bytesPerSecond() != before.delivery().bytesPerSecond()
                && Effect.hasBody(request, after)
                && (long) after.delivery().bytesToSend(after.body().length()) * NOTICED >= bytesPerSecond;
    }

    @Override
    public boolean isStillOfProvider() {
        return true;
    }
}
