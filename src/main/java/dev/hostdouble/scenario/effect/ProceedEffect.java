package dev.hostdouble.scenario.effect;

import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Changes nothing: the rule counts the calls that the provider performs. */
record ProceedEffect() implements Effect {
    static final EffectType TYPE = new EffectType("then", """
            { "description": "proceed: the rule only counts calls that the provider performs", "enum": ["proceed"] }""", ProceedEffect::read);

    private static Optional<ProceedEffect> read(YamlNode value, EffectScope scope) {
        return value.word("value of then", List.of("proceed")).map(word -> new ProceedEffect());
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Slot slot() {
        return Slot.NONE;
    }

    @Override
    public boolean isInFrontOfAuthentication() {
        return false;
    }
}
