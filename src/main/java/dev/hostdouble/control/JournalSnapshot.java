package dev.hostdouble.control;

import dev.hostdouble.core.RuleHit;
import dev.hostdouble.journal.Deliveries;
import dev.hostdouble.journal.JournalEntry;
import dev.hostdouble.scenario.ActiveScenarios;
import dev.hostdouble.scenario.Scenario;
import dev.hostdouble.yaml.NearestName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The calls and the rules of a world at one instant, to be looked at while the world goes on.
 *
 * @param entries the calls that are still kept, oldest first
 * @param dropped how many calls are no longer kept
 * @param rules the rules of the active scenarios, in the order of evaluation
 * @param unusedScenarios the active scenarios of which no rule ever applied and no event changed anything
 * @param readings makes a list of entries that can be read slowly
 */
record JournalSnapshot(
        List<JournalEntry> entries,
        long dropped,
        Deliveries deliveries,
        List<RuleUse> rules,
        List<String> unusedScenarios,
        UnaryOperator<List<JournalEntry>> readings) {
    /** The snapshot of the world of a call. */
    static JournalSnapshot of(ControlCall call) {
        Optional<String> host = HandshakeHost.hint(call.world());
        return call.world()
                .with(session -> new JournalSnapshot(
                        session.journal().entries(),
                        session.journal().dropped(),
                        session.journal().deliveries(),
                        RuleUse.of(session.scenarios(), host),
                        unused(session.scenarios()),
                        session.journal()::forReading));
    }

    /** Some of the entries, to be read slowly; see {@code Journal.forReading}. */
    List<JournalEntry> forReading(List<JournalEntry> some) {
        return readings.apply(some);
    }

    private static List<String> unused(ActiveScenarios scenarios) {
        Set<String> used = new HashSet<>();
        scenarios.counts().stream().filter(rule -> rule.applied() > 0).forEach(rule -> used.add(rule.scenario()));
        scenarios.events().stream()
                .filter(event -> event.changed().orElse(false))
                .forEach(event -> used.add(event.scenario()));
        return scenarios.scenarios().stream()
                .map(Scenario::name)
                .filter(name -> !used.contains(name))
                .toList();
    }

    /** The call of a number among those that are kept, oldest first: their numbers are consecutive. */
    static Optional<JournalEntry> entry(List<JournalEntry> entries, long number) {
        long index = entries.isEmpty() ? -1 : number - entries.get(0).number();
        return index < 0 || index >= entries.size() ? Optional.empty() : Optional.of(entries.get((int) index));
    }

    /**
     * Checks that a rule is active, or stands in the journal because it was.
     *
     * @param at the place of the name, for messages
     * @throws ControlException with the nearest name if it is neither
     */
    void requireRule(String name, String at) {
        if (rules.stream().anyMatch(rule -> rule.id().equals(name))) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(rules.stream().map(RuleUse::id).toList());
        entries.forEach(entry -> entry.ruleHits().stream().map(RuleHit::rule).forEach(known::add));
        if (!known.contains(name)) {
            throw new ControlException(400, at + NearestName.unknown("rule", name, known));
        }
    }
}
