package dev.hostdouble.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario cannot do when a request names it for itself alone: it is active for that call only, each time from its
 * beginning.
 */
public final class OneCallLimits {
    private OneCallLimits() {}

    /** Plain sentences about the parts that do nothing; empty if all of them can. */
    public static List<String> of(Scenario scenario) {
        List<String> limits = new ArrayList<>();
        String remedy = "; PUT scenarios/" + scenario.name() + " activates it for all calls";
        if (!scenario.events().isEmpty()) {
            limits.add("the events of " + scenario.name() + " do not happen: it is active for this call only" + remedy);
        }
        for (Rule rule : scenario.rules()) {
            why(rule)
                    .ifPresent(
                            why -> limits.add("the rule " + scenario.name() + "/" + rule.name() + " " + why + remedy));
        }
        return limits;
    }

    private static Optional<String> why(Rule rule) {
        if (Handshakes.isAbout(rule)) {
            return Optional.of("cannot apply: the TLS handshake came before the call");
        }
        if (!rule.calls().contains(1)) {
            return Optional.of("cannot apply: this is always its first call, and 'calls' names others");
        }
        if (!rule.window().contains(Duration.ZERO)) {
            return Optional.of("cannot apply: its window begins later");
        }
        if (rule.after().isPresent()) {
            return Optional.of("cannot apply: the rule " + rule.after().get() + " cannot have applied before");
        }
        return rule.probability() < 1
                ? Optional.of("draws the same for every such call: this is always its first one")
                : Optional.empty();
    }
}
