package dev.hostdouble.scenario;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.OperationHandler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The effects on how a reply reaches the client: late, slow, broken or with other headers. The call itself goes on. */
final class DeliveryEffect {
    private DeliveryEffect() {}

    /** The client waits longer. */
    record DelayEffect(Latency latency) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            Duration delay = latency.draw(strike.draw());
            strike.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().delayed(delay)));
            return next.handle(strike.call());
        }
    }

    /** The body comes slowly. */
    record SlowBodyEffect(int bytesPerSecond) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().throttled(bytesPerSecond)));
            return next.handle(strike.call());
        }
    }

    /**
     * The connection fails. Where it does before anything comes back, the provider never saw the call; else it took effect.
     *
     * @param after how many bytes of the body come before
     */
    record TransportEffect(Delivery.ConnectionFault breach, int after) implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call()
                    .rewriteReply(reply -> reply.withDelivery(reply.delivery().failing(breach, after)));
            return next.handle(strike.call());
        }

        @Override
        public boolean reachesProvider() {
            return switch (breach) {
                case EMPTY, GARBAGE -> false;
                case RESET -> after > 0;
                default -> true;
            };
        }
    }

    /** The call takes effect, and the client hears nothing: the connection is closed. */
    record LoseReplyEffect() implements Effect {
        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call()
                    .rewriteReply(
                            reply -> reply.withDelivery(reply.delivery().failing(Delivery.ConnectionFault.EMPTY, 0)));
            return next.handle(strike.call());
        }
    }

    /** The right body in the wrong clothes: another type, another charset than it says, a byte order mark. */
    record ContentEffect(Optional<String> type, Optional<String> charset, boolean bom) implements Effect {
        private static final String TYPE = "Content-Type";

        @Override
        public Reply apply(RuleContext strike, OperationHandler next) {
            strike.call().rewriteReply(this::dressed);
            return next.handle(strike.call());
        }

        private Reply dressed(Reply reply) {
            String text = (bom ? "\uFEFF" : "") + reply.body().text();
            Charset encoding = charset.map(Charset::forName).orElse(StandardCharsets.UTF_8);
            Reply encoded = reply.with(Bytes.of(text.getBytes(encoding)));
            return type.map(other ->
                            encoded.with(encoded.headers().without(TYPE).plus(TYPE, other)))
                    .orElse(encoded);
        }
    }
}
