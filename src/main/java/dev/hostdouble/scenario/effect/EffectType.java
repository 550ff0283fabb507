package dev.hostdouble.scenario.effect;

import dev.hostdouble.yaml.YamlNode;
import java.util.Optional;

/**
 * A kind of effect as scenario files write it.
 *
 * @param kind its key
 * @param schema its part of the JSON Schema: what the value of the key may be
 * @param reader reads the value; returns empty after it recorded a problem
 */
public record EffectType(String kind, String schema, Reader reader) {
    /** Reads an effect. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads an effect.
         *
         * @param value the value of the key
         * @param scope the mapping that holds the key, and the operations of the rule
         */
        Optional<? extends Effect> read(YamlNode value, EffectScope scope);
    }
}
