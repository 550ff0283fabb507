package dev.hostdouble.scenario;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Operation.Handler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The effects on how a reply is sent: its timing, connection and encoding. */
final class DeliveryEffect {
    private DeliveryEffect() {}

    /** Delays the reply. */
    record DelayEffect(Latency latency) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            Duration delay = latency.next(context.random());
            context.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().plusDelay(delay)));
            return next.handle(context.call());
        }
    }

    /** Limits the speed of the body, in bytes per second. */
    record SlowBodyEffect(int bytesPerSecond) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().withSpeed(bytesPerSecond)));
            return next.handle(context.call());
        }
    }

    /**
     * Breaks the connection. If no byte is sent, the call has no effect; otherwise it is performed.
     *
     * @param after the number of body bytes sent before the failure
     */
    record TransportEffect(Delivery.ConnectionFault fault, int after) implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().withFault(fault, after)));
            return next.handle(context.call());
        }

        @Override
        public boolean reachesProvider() {
            return switch (fault) {
                case EMPTY, GARBAGE -> false;
                case RESET -> after > 0;
                default -> true;
            };
        }
    }

    /** Performs the call and closes the connection without a reply. */
    record LoseReplyEffect() implements Effect {
        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call()
                    .rewriteReply(
                            reply -> reply.withDelivery(reply.delivery().withFault(Delivery.ConnectionFault.EMPTY, 0)));
            return next.handle(context.call());
        }
    }

    /**
     * Keeps the text of the body, but changes its encoding.
     *
     * @param type another content type
     * @param charset another charset for the bytes
     * @param bom whether to prepend a byte order mark
     */
    record ContentEffect(Optional<String> type, Optional<String> charset, boolean bom) implements Effect {
        private static final String TYPE = "Content-Type";

        @Override
        public Reply apply(RuleContext context, Handler next) {
            context.call().rewriteReply(this::encode);
            return next.handle(context.call());
        }

        private Reply encode(Reply reply) {
            String text = (bom ? "\uFEFF" : "") + reply.body().text();
            Charset encoding = charset.map(Charset::forName).orElse(StandardCharsets.UTF_8);
            Reply encoded = reply.with(Bytes.of(text.getBytes(encoding)));
            return type.map(other ->
                            encoded.with(encoded.headers().without(TYPE).plus(TYPE, other)))
                    .orElse(encoded);
        }
    }
}
