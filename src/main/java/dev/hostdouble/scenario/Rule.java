package dev.hostdouble.scenario;

import dev.hostdouble.provider.Operation;
import dev.hostdouble.scenario.effect.Effect;
import dev.hostdouble.scenario.effect.TlsEffect;
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
 * @param per the property whose values have counters and draws of their own; empty for one counter
 * @param calls the counted calls to which it applies, by number
 * @param probability the probability that it applies to such a call, 0 to 1
 * @param window when it is active
 * @param after the name of an earlier rule of the scenario that must have applied before
 * @param effects no two of one slot
 * @param expect how often it must apply for {@code POST verify} to succeed
 * @param source the rule as JSON, to tell whether it changed
 */
public record Rule(
        String name,
        List<OperationPattern> on,
        List<Condition> when,
        Optional<String> per,
        CallRange calls,
        double probability,
        Window window,
        Optional<String> after,
        List<Effect> effects,
        Optional<Expect> expect,
        String source) {

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
                Optional.empty(),
                CallRange.ALL,
                1,
                Window.ALWAYS,
                Optional.empty(),
                List.of(effect),
                Optional.empty(),
                "");
    }

    /** The same rule under a longer name, for a scenario that uses its scenario. */
    Rule renamed(String prefix) {
        return new Rule(
                prefix + name,
                on,
                when,
                per,
                calls,
                probability,
                window,
                after.map(earlier -> prefix + earlier),
                effects,
                expect.map(own -> own.renamed(prefix)),
                source);
    }

    /** Whether a pattern of the rule matches an operation that its effects can change. */
    boolean appliesTo(Operation operation) {
        return matches(operation.id()) && effects.stream().allMatch(effect -> effect.canChange(operation));
    }

    /** Whether a pattern of the rule matches an operation id. TLS handshakes are none, so that no wildcard matches them. */
    boolean matches(String operation) {
        if (operation.equals(TlsEffect.KIND)) {
            return Handshakes.isAbout(this);
        }
        for (OperationPattern pattern : on) {
            if (pattern.matches(operation)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it counts TLS handshakes instead of calls. */
    public boolean isAboutHandshakes() {
        return Handshakes.isAbout(this);
    }

    /** Whether all its effects also meet callers that the provider does not let in. */
    boolean isInFrontOfAuthentication() {
        for (Effect effect : effects) {
            if (!effect.isInFrontOfAuthentication()) {
                return false;
            }
        }
        return true;
    }

    /**
     * When a rule is active, as the world's time since its scenario was activated.
     *
     * @param from the start, inclusive
     * @param until the end, exclusive; empty for never
     */
    public record Window(Duration from, Optional<Duration> until) {
        /** Active all the time. */
        static final Window ALWAYS = new Window(Duration.ZERO, Optional.empty());

        /** Whether it has neither a start nor an end. */
        boolean isAlways() {
            return from.isZero() && until.isEmpty();
        }

        /** Whether it is active whenever another window is. */
        boolean covers(Window other) {
            boolean endsLater = until.isEmpty()
                    || (other.until.isPresent() && other.until.get().compareTo(until.get()) <= 0);
            return from.compareTo(other.from) <= 0 && endsLater;
        }

        boolean contains(Duration since) {
            return since.compareTo(from) >= 0 && (until.isEmpty() || since.compareTo(until.get()) < 0);
        }
    }

    /**
     * The number of times that a rule must apply.
     *
     * @param least the minimum
     * @param most the maximum; empty for no limit
     * @param with the names of earlier rules whose applications are counted as well
     */
    public record Expect(long least, OptionalLong most, List<String> with) {
        public Expect {
            with = List.copyOf(with);
        }

        /** The same expectation of rules that have longer names. */
        Expect renamed(String prefix) {
            return new Expect(least, most, with.stream().map(prefix::concat).toList());
        }

        /** Whether a count is in the range. */
        boolean isMetBy(long applied) {
            return applied >= least && (most.isEmpty() || applied <= most.getAsLong());
        }

        @Override
        public String toString() {
            return times() + (with.isEmpty() ? "" : ", with " + String.join(", ", with));
        }

        private String times() {
            if (most.isEmpty()) {
                return least + " or more";
            }
            return most.getAsLong() == least ? String.valueOf(least) : least + " to " + most.getAsLong();
        }
    }
}
