package dev.hostdouble.scenario.effect;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.provider.Provider;
import dev.hostdouble.yaml.YamlNode;
import java.util.List;

/**
 * Where an effect stands in a file.
 *
 * @param mapping the mapping that holds the effect
 * @param operations the operations that the rule matches
 * @param providers the providers of those operations
 */
public record EffectScope(YamlNode mapping, List<Operation> operations, List<Provider> providers) {
    public EffectScope {
        operations = List.copyOf(operations);
        providers = List.copyOf(providers);
    }

    /** The provider of an operation. */
    Provider provider(Operation operation) {
        return providers.stream()
                .filter(provider -> provider.name().equals(operation.provider()))
                .findFirst()
                .orElseThrow();
    }
}
