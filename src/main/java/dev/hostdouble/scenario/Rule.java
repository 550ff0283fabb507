package dev.hostdouble.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rule: the calls it matches, and the effects it applies to them.
 *
 * @param name unique in its scenario
 * @param on patterns for the operations it matches
 * @param when conditions that a call must all meet
 * @param calls the matching calls to which it applies, by number
 * @param probability the probability that it applies to such a call, 0 to 1
 * @param from when it starts, as the world's time since the scenario was activated
 * @param until when it ends, as the world's time since the scenario was activated; empty for never
 * @param after the name of an earlier rule of the scenario that must have applied before
 * @param effects in the order of the file; the first is the outermost
 * @param proceed whether later rules are evaluated after this one applies
 * @param expect how often it must apply for {@code POST verify} to succeed
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

    /** Creates a rule that applies an effect to every call of an operation or pattern of operations. */
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

    /** Whether a pattern of the rule matches an operation id. */
    boolean appliesTo(String operation) {
        for (OperationPattern pattern : on) {
            if (pattern.matches(operation)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rule is active at a time since the activation of its scenario. */
    boolean within(Duration since) {
        return since.compareTo(from) >= 0 && (until.isEmpty() || since.compareTo(until.get()) < 0);
    }

    /**
     * The number of times that a rule must apply.
     *
     * @param least the minimum
     * @param most the maximum; empty for no limit
     */
    public record Expect(long least, OptionalLong most) {
        /** Whether a count is in the range. */
        boolean isMetBy(long hits) {
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
