package dev.hostdouble.scenario.effect;

import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Changes nothing: the rule counts calls.
 *
 * @param refused whether it counts those that the provider refuses, instead of those that it performs
 */
public record ProceedEffect(boolean refused) implements Effect {
    static final EffectType TYPE = new EffectType("then", """
            { "description": "the rule only counts calls: those that the provider performs, or those that it refuses", "enum": ["proceed", "refuse"] }""", ProceedEffect::read);

    private static Optional<ProceedEffect> read(YamlNode value, EffectScope scope) {
        return value.word("value of then", List.of("proceed", "refuse"))
                .map(word -> new ProceedEffect(word.equals("refuse")));
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
