package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import java.util.Optional;

/** Revokes the caller's token: this call and later ones with the same token fail. */
record ExpireTokenEffect() implements OutcomeEffect {
    static final EffectType TYPE = new EffectType(
            "expire_token",
            """
            { "description": "revokes the caller's token from this call on", "const": true }""",
            (value, scope) -> value.flag() ? Optional.of(new ExpireTokenEffect()) : Optional.empty());

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public boolean canChange(Operation operation) {
        return !operation.open();
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
    public void instead(Call call) {
        call.dialect().revoke(call);
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        return call.failure(call.dialect().expired());
    }
}
