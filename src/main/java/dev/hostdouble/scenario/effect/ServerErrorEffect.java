package dev.hostdouble.scenario.effect;

import dev.hostdouble.core.Reply;
import dev.hostdouble.provider.Call;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Answers as the provider does when its operation has a bug: with its own 500.
 *
 * @param performed whether the call takes effect nevertheless
 */
public record ServerErrorEffect(boolean performed) implements OutcomeEffect {
    static final EffectType TYPE = new EffectType("break", """
            { "description": "the operation fails as if it had a bug",
              "anyOf": [ { "const": true },
                { "type": "object", "additionalProperties": false, "properties": { "performed": { "type": "boolean" } } } ] }""", ServerErrorEffect::read);

    private static Optional<ServerErrorEffect> read(YamlNode value, EffectScope scope) {
        if (value.json().isObject()) {
            value.allowKeys("key of break", List.of("performed"));
            return Optional.of(new ServerErrorEffect(
                    value.get("performed").bool("performed").orElse(false)));
        }
        return value.flag() ? Optional.of(new ServerErrorEffect(false)) : Optional.empty();
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public Reply answer(EffectContext context, Call call, Reply own) {
        return call.broken();
    }
}
