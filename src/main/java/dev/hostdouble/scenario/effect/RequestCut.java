package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Bytes;
import dev.hostdouble.core.Delivery.ConnectionFault;
import dev.hostdouble.core.Evidence;
import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;

/**
 * The connection fails while the body of the request is read.
 *
 * @param after the number of bytes of the body that are read before; a shorter body is read to its end
 */
public record RequestCut(ConnectionFault fault, int after) implements OutcomeEffect {
    @Override
    public String kind() {
        return TransportEffect.KIND;
    }

    @Override
    public boolean performed() {
        return false;
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        Reply none = Reply.of(200, Bytes.NONE).withAnswer(Reply.INJECTED).with(Evidence.ASSUMED);
        return none.withDelivery(none.delivery().withFault(fault, 0));
    }
}
