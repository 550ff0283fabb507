package dev.hostdouble.scenario;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.EffectScope;
import dev.hostdouble.scenario.effect.EffectType;
import dev.hostdouble.scenario.effect.EffectTypes;
import dev.hostdouble.scenario.effect.ErrorEffect;
import dev.hostdouble.scenario.effect.Slot;
import dev.hostdouble.scenario.effect.TextTemplate;
import dev.hostdouble.yaml.NearestName;
import dev.hostdouble.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parses the effects of a rule: a mapping, or a list of mappings. Their order does not matter.
 *
 * @param on the patterns of the rule
 * @param scope the operations of the rule
 */
record EffectListReader(List<OperationPattern> on, EffectScope scope) {
    private static final String ERROR = "error";
    private static final String PERFORMED = "performed";
    private static final Set<String> TEMPLATES = Set.of("reply", "edit");
    private static final int MOST = 20;
    private static final int MOST_NAMED = 12;

    List<Effect> read(YamlNode node) {
        Map<Slot, String> slots = new EnumMap<>(Slot.class);
        List<Effect> effects = new ArrayList<>();
        List<YamlNode> items = node.items();
        if (items.isEmpty() || items.size() > MOST) {
            node.expected("an effect, or a list of 1 to " + MOST + " effects");
        }
        for (YamlNode item : items) {
            if (!item.json().isObject()) {
                item.expected("an effect with its value, such as { gateway: 502 } or { delay: 2s }");
                continue;
            }
            allowKeys(item);
            for (String key : item.keys()) {
                EffectType type = EffectTypes.BY_KIND.get(key);
                if (type != null) {
                    YamlNode value = item.get(key);
                    if (!TEMPLATES.contains(key)) {
                        TextTemplate.requireNone(value);
                    }
                    type.reader()
                            .read(value, new EffectScope(item, scope.operations(), scope.providers()))
                            .ifPresent(effect -> add(effect, value, slots, effects));
                }
            }
        }
        return effects;
    }

    private static void allowKeys(YamlNode item) {
        Set<String> kinds = EffectTypes.BY_KIND.keySet();
        for (String key : List.of("with", "envelope")) {
            if (item.has(key) && !item.has(ERROR)) {
                item.get(key).problem("'" + key + "' belongs to an error: expected it beside 'error'");
                return;
            }
        }
        if (item.keys().stream().noneMatch(kinds::contains)) {
            String unknown = item.keys().isEmpty() ? "" : item.keys().get(0);
            (unknown.isEmpty() ? item : item.get(unknown))
                    .problem(
                            unknown.isEmpty()
                                    ? "no effect: expected one of " + String.join(", ", kinds)
                                    : NearestName.unknown("effect", YamlNode.excerpt(unknown), kinds));
            return;
        }
        if (!item.has(ERROR)) {
            for (String key : item.keys()) {
                if (key.equals(PERFORMED)) {
                    item.get(key)
                            .problem("'performed' belongs inside the effect, such as { reply: { performed: true } }");
                } else if (!kinds.contains(key)) {
                    item.get(key).problem(NearestName.unknown("effect", YamlNode.excerpt(key), kinds));
                }
            }
        }
    }

    private void add(Effect effect, YamlNode value, Map<Slot, String> slots, List<Effect> effects) {
        String other = effect.slot() == Slot.NONE ? null : slots.put(effect.slot(), effect.kind());
        if (other != null) {
            value.problem(
                    other.equals(effect.kind())
                            ? "a rule can have '" + other + "' only once"
                            : "'" + effect.kind() + "' and '" + other + "' exclude each other: both set the "
                                    + effect.slot().words() + " of the call");
        }
        checkOperations(effect, value);
        if (effect instanceof ErrorEffect error) {
            checkDocumented(error, value);
        }
        effects.add(effect);
    }

    /** Refuses an effect that no operation of the rule, or one that the rule names, can suffer. */
    private void checkOperations(Effect effect, YamlNode value) {
        List<Operation> impossible = scope.operations().stream()
                .filter(operation -> !effect.canChange(operation))
                .toList();
        List<String> named = on.stream()
                .filter(OperationPattern::isId)
                .map(OperationPattern::text)
                .toList();
        List<String> wrong =
                impossible.stream().map(Operation::id).filter(named::contains).toList();
        boolean none = !scope.operations().isEmpty()
                && impossible.size() == scope.operations().size();
        if (none || !wrong.isEmpty()) {
            value.problem("'" + effect.kind() + "' can never change a call of "
                    + (wrong.isEmpty() ? "these operations" : String.join(", ", wrong)) + "; " + possible(effect));
        }
    }

    private String possible(Effect effect) {
        List<String> possible = scope.providers().stream()
                .flatMap(provider -> provider.operations().stream())
                .filter(effect::canChange)
                .map(Operation::id)
                .toList();
        if (possible.isEmpty()) {
            return "no operation of the provider can suffer it";
        }
        String shown = String.join(", ", possible.subList(0, Math.min(MOST_NAMED, possible.size())));
        return "it can on " + shown
                + (possible.size() > MOST_NAMED ? " and " + (possible.size() - MOST_NAMED) + " more" : "");
    }

    private void checkDocumented(ErrorEffect error, YamlNode value) {
        for (Operation operation : scope.operations()) {
            boolean isNamed = on.stream().anyMatch(pattern -> pattern.text().equals(operation.id()));
            boolean isDocumented = operation.isUnknown()
                    || scope.providers().stream()
                            .filter(provider -> provider.name().equals(operation.provider()))
                            .anyMatch(provider -> error.isDocumentedFor(operation, provider));
            if (isNamed && !isDocumented) {
                value.warning("no page documents this error for " + operation.id());
            }
        }
    }
}
