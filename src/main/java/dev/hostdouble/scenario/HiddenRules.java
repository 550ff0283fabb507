package dev.hostdouble.scenario;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.Effect.OutcomeEffect;
import dev.hostdouble.scenario.effect.Slot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules that can never apply, because rules before them win every call. */
final class HiddenRules {
    /** Outcomes that not every call gets. */
    private static final Set<String> CONDITIONAL = Set.of("rate_limit", "out_of_stock");

    private HiddenRules() {}

    /**
     * Says why a rule can never apply; empty if it can.
     *
     * @param before the rules before it
     * @param matched the operations that it matches
     */
    static Optional<String> why(Rule rule, List<Rule> before, List<Operation> matched) {
        List<Rule> candidates =
                before.stream().filter(earlier -> winsOver(earlier, rule)).toList();
        List<Operation> operations = matched.stream().filter(rule::appliesTo).toList();
        if (candidates.isEmpty() || operations.isEmpty()) {
            return Optional.empty();
        }
        Set<Rule> winners = new LinkedHashSet<>();
        for (Operation operation : operations) {
            Optional<Rule> winner = candidates.stream()
                    .filter(earlier -> earlier.appliesTo(operation)
                            && (earlier.calls().equals(CallRange.ALL) || countsSame(earlier, rule, operations)))
                    .findFirst();
            if (winner.isEmpty()) {
                return Optional.empty();
            }
            winners.add(winner.get());
        }
        String names = winners.stream().map(winner -> "'" + winner.name() + "'").collect(Collectors.joining(", "));
        boolean isOne = winners.size() == 1;
        String does = winners.stream().allMatch(HiddenRules::answers)
                ? isOne ? " before it answers" : " before it answer"
                : (isOne ? " before it sets" : " before it set") + " the same for";
        return Optional.of("the rule '" + rule.name() + "' can never apply: the rule" + (isOne ? " " : "s ") + names
                + does + " every call that it matches");
    }

    /** Whether an earlier rule applies to every call to which a rule could apply, and leaves nothing to it. */
    private static boolean winsOver(Rule earlier, Rule rule) {
        return earlier.probability() == 1
                && (answers(earlier) || sharesSlot(earlier, rule))
                && earlier.calls().containsAll(rule.calls())
                && earlier.window().covers(rule.window())
                && (earlier.after().isEmpty() || earlier.after().equals(rule.after()))
                && (earlier.isInFrontOfAuthentication() || !rule.isInFrontOfAuthentication())
                && implies(rule, earlier);
    }

    private static boolean answers(Rule rule) {
        return rule.effects().stream()
                .anyMatch(effect -> effect instanceof OutcomeEffect && !CONDITIONAL.contains(effect.kind()));
    }

    private static boolean sharesSlot(Rule earlier, Rule rule) {
        return earlier.effects().stream()
                .map(Effect::slot)
                .filter(slot -> !slot.addsUp() && slot != Slot.OUTCOME)
                .anyMatch(slot -> rule.effects().stream().anyMatch(effect -> effect.slot() == slot));
    }

    /** Whether a call that meets the conditions of a rule meets those of another one. */
    private static boolean implies(Rule rule, Rule other) {
        return other.when().stream()
                .allMatch(condition -> rule.when().stream().anyMatch(own -> own.implies(condition)));
    }

    /** Whether two rules count the same calls, so that a call has the same number for both. */
    private static boolean countsSame(Rule earlier, Rule rule, List<Operation> operations) {
        return implies(earlier, rule)
                && earlier.per().equals(rule.per())
                && earlier.window().equals(rule.window())
                && earlier.after().equals(rule.after())
                && earlier.isInFrontOfAuthentication() == rule.isInFrontOfAuthentication()
                && List.of(earlier, rule).stream()
                        .allMatch(one -> one.effects().size() == 1
                                && one.effects().get(0).slot() == Slot.OUTCOME)
                && earlier.on().stream()
                        .allMatch(pattern -> pattern.isId()
                                && operations.stream().anyMatch(operation -> pattern.matches(operation.id())))
                && operations.stream().allMatch(earlier::appliesTo);
    }
}
