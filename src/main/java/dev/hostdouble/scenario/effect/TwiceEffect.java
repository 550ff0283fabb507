package dev.hostdouble.scenario.effect;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect.RepetitionEffect;
import java.util.Optional;

/** Performs the call twice and returns the first reply. */
record TwiceEffect() implements RepetitionEffect {
    static final EffectType TYPE = new EffectType(
            "twice", """
            { "description": "the provider carries out the call twice and replies once", "const": true }""", (value, scope) -> value.flag() ? Optional.of(new TwiceEffect()) : Optional.empty());

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public boolean canChange(Operation operation) {
        return !operation.reads();
    }
}
