package dev.hostdouble.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An active scenario, with its rules and events.
 *
 * @param activatedAt the world time elapsed when it was activated
 */
record ActiveScenario(Scenario scenario, List<ActiveRule> rules, List<ActiveEvent> events, Duration activatedAt) {
    ActiveScenario {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
    }

    ActiveScenario(Scenario scenario, List<ActiveRule> rules, Duration activatedAt) {
        this(scenario, rules, events(scenario, activatedAt, List.of()), activatedAt);
    }

    /** A new version of the scenario; events that did not change do not happen again. */
    ActiveScenario reloaded(Scenario newer, List<ActiveRule> newRules, Duration now) {
        return new ActiveScenario(newer, newRules, events(newer, now, events), activatedAt);
    }

    private static List<ActiveEvent> events(Scenario scenario, Duration now, List<ActiveEvent> before) {
        List<ActiveEvent> events = new ArrayList<>();
        for (Event event : scenario.events()) {
            events.add(before.stream()
                    .filter(old -> old.event().equals(event))
                    .findFirst()
                    .orElseGet(() -> new ActiveEvent(scenario.name(), event, now)));
        }
        return events;
    }

    /** How often each of its rules matched, was chosen and applied. */
    List<RuleCounts> counts() {
        List<RuleCounts> counts = rules.stream().map(ActiveRule::counts).toList();
        Map<String, Long> applied =
                counts.stream().collect(Collectors.toMap(one -> one.rule().name(), RuleCounts::applied, Long::sum));
        return counts.stream().map(one -> one.among(applied)).toList();
    }

    /** The active rule that is the same as a rule of a new version. */
    Optional<ActiveRule> unchanged(Rule rule, long seed) {
        return rules.stream()
                .filter(active -> active.seed() == seed
                        && (active.rule().equals(rule)
                                || (!rule.source().isEmpty()
                                        && active.rule().name().equals(rule.name())
                                        && active.rule().source().equals(rule.source()))))
                .findFirst();
    }
}
