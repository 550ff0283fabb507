package dev.hostdouble.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One rule: calls like these meet those effects.
 *
 * @param name what the journal and other rules of the scenario call it
 * @param on the operations it is about
 * @param when what else a call must be like
 * @param calls which of the calls that are like that
 * @param probability how many of those, 0 to 1
 * @param from how long after the scenario was activated it begins
 * @param until how long after that it ends; never, where it is left out
 * @param after the rule of the same scenario that must have struck before
 * @param effects in the order in which they take effect
 * @param proceed whether later rules may strike the same call
 * @param expect how often it must strike for a verification to succeed
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

    /** A rule that strikes every call of an operation, for embedded use. */
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

    /** Whether it is active that long after its scenario was. */
    boolean within(Duration since) {
        return since.compareTo(from) >= 0 && (until.isEmpty() || since.compareTo(until.get()) < 0);
    }

    /**
     * How often a rule must strike.
     *
     * @param least at least
     * @param most at most, where there is such a limit
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
