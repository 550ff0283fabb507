package dev.hostdouble.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an operation. Rules that require a certain value of a property are indexed by that value, so that rules for
 * other servers do not slow a call down.
 */
final class RuleIndex {
    private static final Comparator<ActiveRule> IN_ORDER = Comparator.comparingInt(ActiveRule::order);

    private final List<ActiveRule> always = new ArrayList<>();
    private final Map<String, Map<String, List<ActiveRule>>> byValue = new LinkedHashMap<>();

    RuleIndex(List<ActiveRule> rules) {
        for (ActiveRule active : rules) {
            Optional<Condition> key = active.rule().when().stream()
                    .filter(condition -> condition.value().isPresent())
                    .findFirst();
            if (key.isEmpty()) {
                always.add(active);
            } else {
                byValue.computeIfAbsent(key.get().property(), none -> new HashMap<>())
                        .computeIfAbsent(key.get().value().orElseThrow(), none -> new ArrayList<>())
                        .add(active);
            }
        }
    }

    /** Whether no rule applies to the operation. */
    boolean isEmpty() {
        return always.isEmpty() && byValue.isEmpty();
    }

    /** Returns the rules that may match a call, in the order of evaluation. */
    List<ActiveRule> candidates(CallProperties properties) {
        if (byValue.isEmpty()) {
            return always;
        }
        List<ActiveRule> found = new ArrayList<>(always);
        byValue.forEach((property, rules) -> {
            PropertyValue value = properties.get(property);
            if (value.present()) {
                found.addAll(rules.getOrDefault(value.text(), List.of()));
            }
        });
        found.sort(IN_ORDER);
        return found;
    }
}
