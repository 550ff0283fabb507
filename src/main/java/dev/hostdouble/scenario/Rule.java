package dev.hostdouble.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One rule: which calls it matches, and which effects it has.
 *
 * @param name its name in the journal and in other rules of the scenario
 * @param on the operations it applies to
 * @param when further conditions on a call
 * @param calls which of the matching calls
 * @param probability the share of those, 0 to 1
 * @param from the time between the activation of the scenario and the start of the rule
 * @param until the time between the activation and the end of the rule; empty for no end
 * @param after the rule of the same scenario that must have applied before
 * @param effects in the order in which they apply
 * @param proceed whether later rules may apply to the same call
 * @param expect how often it must apply for a verification to succeed
 */
public record Rule(
        String name,
        List<OperationPattern> on,
        List<Condition> when,
        CallRange calls,
        double probability,
        Duration from,
        Optional<Duration> until,
        Optional<String> after,
        List<Effect> effects,
        boolean proceed,
        Optional<Expect> expect) {

    public Rule {
        on = List.copyOf(on);
        when = List.copyOf(when);
        effects = List.copyOf(effects);
    }

    /** A rule that applies to every call of an operation, for embedded use. */
    public Rule(String name, String operation, Effect effect) {
        this(
                name,
                List.of(OperationPattern.of(operation)),
                List.of(),
                CallRange.ALL,
                1,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                List.of(effect),
                false,
                Optional.empty());
    }

    boolean appliesTo(String operation) {
        for (OperationPattern glob : on) {
            if (glob.matches(operation)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is active that long after the activation of its scenario. */
    boolean within(Duration since) {
        return since.compareTo(from) >= 0 && (until.isEmpty() || since.compareTo(until.get()) < 0);
    }

    /**
     * How often a rule must apply.
     *
     * @param least the lowest count
     * @param most the highest count; empty for no limit
     */
    public record Expect(long least, OptionalLong most) {
        boolean met(long hits) {
            return hits >= least && (most.isEmpty() || hits <= most.getAsLong());
        }

        @Override
        public String toString() {
            if (most.isEmpty()) {
                return least + " or more";
            }
            return most.getAsLong() == least ? String.valueOf(least) : least + " to " + most.getAsLong();
        }
    }
}
