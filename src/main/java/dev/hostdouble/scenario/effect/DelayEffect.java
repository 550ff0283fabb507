package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Reply;
import dev.hostdouble.core.Request;
import dev.hostdouble.scenario.effect.Effect.ReplyEffect;
import dev.hostdouble.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Delays the reply. */
record DelayEffect(Latency latency) implements ReplyEffect {
    static final EffectType TYPE = new EffectType("delay", """
            { "description": "delay before the first byte: 500ms, { from: 100ms, to: 2s } or { median: 200ms, sigma: 0.4 }; at most 10 minutes",
              "anyOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": false, "required": ["from", "to"], "properties": { "from": { "type": "string" }, "to": { "type": "string" } } },
                { "type": "object", "additionalProperties": false, "required": ["median"], "properties": { "median": { "type": "string" }, "sigma": { "type": "number", "exclusiveMinimum": 0, "maximum": 5 } } } ] }""", DelayEffect::read);

    private static final String FORMS = "a delay: 500ms, { from: 100ms, to: 2s } or { median: 200ms, sigma: 0.4 }";
    private static final double MOST_SIGMA = 5;
    private static final double USUAL_SIGMA = 0.5;

    private static Optional<DelayEffect> read(YamlNode value, EffectScope scope) {
        if (!value.json().isObject()) {
            return value.json().isArray()
                    ? expected(value)
                    : positive(value, value.duration("a delay", Latency.LONGEST))
                            .map(delay -> new DelayEffect(Latency.fixed(delay)));
        }
        if (value.has("median")) {
            value.allowKeys("key of delay", List.of("median", "sigma"));
            Optional<Duration> median = value.get("median").duration("the median", Latency.LONGEST);
            double sigma = value.get("sigma")
                    .number("sigma", Double.MIN_NORMAL, MOST_SIGMA)
                    .orElse(USUAL_SIGMA);
            return positive(value, median).map(middle -> new DelayEffect(new Latency(middle, middle, sigma)));
        }
        value.allowKeys("key of delay", List.of("from", "to", "median", "sigma"));
        Optional<Duration> from = value.get("from").duration("the shortest delay", Latency.LONGEST);
        Optional<Duration> to = value.get("to").duration("the longest delay", Latency.LONGEST);
        if (!value.has("from") || !value.has("to")) {
            return expected(value);
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (to.get().compareTo(from.get()) < 0) {
            value.problem("invalid delay: expected 'to' to be at least 'from'");
        }
        return positive(value, to).map(longest -> new DelayEffect(new Latency(from.get(), to.get(), 0)));
    }

    private static Optional<Duration> positive(YamlNode value, Optional<Duration> delay) {
        if (delay.isPresent() && delay.get().isZero()) {
            value.problem("a delay of 0 does nothing; to count calls, write { then: proceed }");
        }
        return delay;
    }

    private static Optional<DelayEffect> expected(YamlNode value) {
        value.expected(FORMS);
        return Optional.empty();
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.DELAY;
    }

    @Override
    public Reply change(EffectContext context, Reply reply) {
        Delivery delivery = reply.delivery();
        return reply.withDelivery(delivery.plusDelay(latency.next(context.random())));
    }

    @Override
    public boolean isNoticed(Request request, Reply before, Reply after) {
        return after.delivery().delay().compareTo(before.delivery().delay()) > 0;
    }

    @Override
    public boolean isStillOfProvider() {
        return true;
    }
}
