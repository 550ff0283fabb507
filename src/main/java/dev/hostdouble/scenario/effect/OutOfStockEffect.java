package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Operation.Sale;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import java.util.Optional;

/** Fails the call because the item it orders is sold out. */
record OutOfStockEffect() implements OutcomeEffect {
    static final EffectType TYPE = new EffectType(
            "out_of_stock",
            """
            { "description": "the ordered item has been sold; the reply is the provider's own error", "const": true }""",
            (value, scope) -> value.flag() ? Optional.of(new OutOfStockEffect()) : Optional.empty());

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public boolean canChange(Operation operation) {
        return operation.sale().isPresent();
    }

    @Override
    public boolean isInFrontOfAuthentication() {
        return false;
    }

    @Override
    public boolean performed() {
        return false;
    }

    @Override
    public boolean strikes(EffectContext context) {
        Sale sale = context.call().operation().sale().orElseThrow();
        return context.call().params().get(sale.parameter()).isPresent();
    }

    @Override
    public String whyNot() {
        return "the call names no item";
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        Sale sale = call.operation().sale().orElseThrow();
        Object item = call.params().get(sale.parameter()).orElse("");
        return call.failure(sale.soldOut().with(sale.placeholder(), item));
    }
}
