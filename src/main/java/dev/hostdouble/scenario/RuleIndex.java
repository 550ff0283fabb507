package dev.hostdouble.scenario;

import dev.hostdouble.provider.Call;
import dev.hostdouble.provider.Credentials;
import dev.hostdouble.scenario.RecentMisses.Miss;
import dev.hostdouble.scenario.effect.CallProperties;
import dev.hostdouble.scenario.effect.PropertyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of an operation. Rules that require a certain value of a property are indexed by that value, so that rules for
 * other servers do not slow a call down; those that test a property are tested before anything else.
 */
final class RuleIndex {
    private static final Comparator<ActiveRule> IN_ORDER = Comparator.comparingInt(ActiveRule::order);

    private static final int SEEN = 5;

    private static final int REMEMBERED = 100;

    private static final int SHORT = 200;

    private final List<ActiveRule> always = new ArrayList<>();
    private final Map<String, ByValue> byProperty = new LinkedHashMap<>();

    /** The rules that require or test a value of one property, and the last values that calls had. */
    private static final class ByValue {
        private final Map<String, List<ActiveRule>> rules = new HashMap<>();
        private final List<Tested> tested = new ArrayList<>();
        private final Map<List<String>, List<ActiveRule>> passing = new LinkedHashMap<>(16, 0.75f, true);
        private final Deque<Seen> seen = new ArrayDeque<>(SEEN + 1);

        void add(ActiveRule active, Condition key) {
            if (key.value().isPresent()) {
                rules.computeIfAbsent(key.value().get(), none -> new ArrayList<>())
                        .add(active);
            } else {
                tested.add(new Tested(active, key));
            }
        }

        void collect(PropertyValue value, List<ActiveRule> found) {
            for (String text : Set.copyOf(value.texts())) {
                found.addAll(rules.getOrDefault(text, List.of()));
            }
            if (!tested.isEmpty()) {
                found.addAll(passing(value));
            }
        }

        /** The rules whose test a value passes; remembered for short values, because clients send the same ones again. */
        private List<ActiveRule> passing(PropertyValue value) {
            List<ActiveRule> known = passing.get(value.texts());
            if (known == null) {
                known = tested.stream()
                        .filter(rule -> rule.condition().matches(value))
                        .map(Tested::active)
                        .toList();
                if (value.texts().stream().mapToInt(String::length).sum() <= SHORT) {
                    passing.put(value.texts(), known);
                }
                if (passing.size() > REMEMBERED) {
                    passing.remove(passing.keySet().iterator().next());
                }
            }
            return known;
        }

        boolean has(Rule rule) {
            return rules.values().stream().flatMap(List::stream).anyMatch(active -> active.rule()
                            .equals(rule))
                    || tested.stream().anyMatch(one -> one.active().rule().equals(rule));
        }

        void note(long call, PropertyValue value, Credentials secret) {
            seen.addLast(new Seen(call, value, secret));
            if (seen.size() > SEEN) {
                seen.removeFirst();
            }
        }
    }

    private record Seen(long call, PropertyValue value, Credentials secret) {}

    private record Tested(ActiveRule active, Condition condition) {}

    RuleIndex(List<ActiveRule> rules) {
        for (ActiveRule active : rules) {
            Optional<Condition> key = key(active.rule());
            if (key.isEmpty()) {
                always.add(active);
            } else {
                byProperty
                        .computeIfAbsent(key.get().property(), none -> new ByValue())
                        .add(active, key.get());
            }
        }
    }

    /** The condition by which a rule is indexed: one that requires a value, else the first. */
    private static Optional<Condition> key(Rule rule) {
        return rule.when().stream()
                .filter(condition -> condition.value().isPresent())
                .findFirst()
                .or(() -> rule.when().stream().findFirst());
    }

    /** Whether no rule applies to the operation. */
    boolean isEmpty() {
        return always.isEmpty() && byProperty.isEmpty();
    }

    /**
     * Returns the rules that may match a call, in the order of evaluation.
     *
     * @param number the number of the call in the journal
     */
    List<ActiveRule> candidates(Call call, CallProperties properties, long number) {
        if (byProperty.isEmpty()) {
            return always;
        }
        List<ActiveRule> found = new ArrayList<>();
        byProperty.forEach((property, byValue) -> {
            PropertyValue value = properties.get(property);
            if (!call.trace().isRehearsal()) {
                byValue.note(number, value, call.provider().credentials());
            }
            byValue.collect(value, found);
        });
        if (found.isEmpty()) {
            return always;
        }
        found.addAll(always);
        found.sort(IN_ORDER);
        return found;
    }

    /** The last calls that were not even evaluated for a rule, because they lack the value that it requires. */
    static List<Miss> misses(Rule rule, Collection<RuleIndex> indexes) {
        Optional<Condition> key = key(rule);
        if (key.isEmpty()) {
            return List.of();
        }
        List<Miss> misses = new ArrayList<>();
        for (RuleIndex index : indexes) {
            ByValue byValue = index.byProperty.get(key.get().property());
            if (byValue != null && byValue.has(rule)) {
                byValue.seen.stream()
                        .filter(seen -> !key.get().matches(seen.value()))
                        .forEach(seen -> misses.add(
                                new Miss(seen.call(), RecentMisses.why(key.get(), seen.value(), seen.secret()))));
            }
        }
        return misses;
    }
}
