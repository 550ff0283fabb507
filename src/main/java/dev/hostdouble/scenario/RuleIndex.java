package dev.hostdouble.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one operation. Rules that require one value of a property are indexed by that value, so that two hundred
 * rules about other servers cost a call as much as one.
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

    boolean isEmpty() {
        return always.isEmpty() && byValue.isEmpty();
    }

    /** The rules that may match a call, in the order of evaluation. */
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
