package dev.hostdouble.scenario.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect.RequestEffect;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Overrides parameters of the call, so that the provider does something other than requested. */
record ParametersEffect(Map<String, Object> values) implements RequestEffect {
    static final EffectType TYPE = new EffectType("ask", """
            { "description": "parameters that replace those of the call", "type": "object", "minProperties": 1, "maxProperties": 50,
              "additionalProperties": { "type": ["string", "number", "boolean"] } }""", ParametersEffect::read);

    private static final int MOST = 50;

    ParametersEffect {
        values = Map.copyOf(values);
    }

    private static Optional<ParametersEffect> read(YamlNode value, EffectScope scope) {
        if (!value.requireMapping("parameters and their values, such as { ipCount: 1 }")) {
            return Optional.empty();
        }
        if (value.keys().isEmpty() || value.keys().size() > MOST) {
            value.problem("expected 1 to " + MOST + " parameters");
        }
        Set<String> known = new TreeSet<>();
        scope.operations().forEach(operation -> known.addAll(names(operation)));
        Map<String, Object> values = new HashMap<>();
        for (String name : value.keys()) {
            YamlNode at = value.get(name);
            if (!known.contains(name)) {
                at.problem(
                        known.isEmpty()
                                ? "the operation takes no parameters"
                                : NearestName.unknown("parameter", YamlNode.excerpt(name), known));
            }
            at.scalar("a text, a number or a boolean").ifPresent(text -> values.put(name, scalar(at.json())));
        }
        return Optional.of(new ParametersEffect(values));
    }

    private static Object scalar(JsonNode json) {
        return json.isNumber() ? json.numberValue() : json.isBoolean() ? json.booleanValue() : json.asText();
    }

    /** The parameters of an operation; the pages write alternatives as {@code sid|ip}. */
    static Set<String> names(Operation operation) {
        Set<String> names = new TreeSet<>();
        operation.parameterNames().forEach(name -> names.addAll(java.util.List.of(name.split("\\|"))));
        return names;
    }

    @Override
    public String kind() {
        return TYPE.kind();
    }

    @Override
    public boolean canChange(Operation operation) {
        return names(operation).containsAll(values.keySet());
    }

    @Override
    public Map<String, Object> parameters(EffectContext context) {
        return values;
    }
}
