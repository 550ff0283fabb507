package dev.hostdouble.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostdouble.core.WorldTime;
import dev.hostdouble.scenario.Rule.Window;
import dev.hostdouble.scenario.effect.JobFaultEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rule waits for before it applies again, in words. Time alone never makes a rule apply: a call has to come. */
public final class RuleOutlook {
    private static final int MOST_PATTERNS = 3;

    private final SavedScenario scenario;
    private final Rule rule;
    private final JsonNode state;

    private RuleOutlook(SavedScenario scenario, Rule rule, JsonNode state) {
        this.scenario = scenario;
        this.rule = rule;
        this.state = state;
    }

    /** The outlook of a rule of the active scenarios; empty if no active rule is named {@code <scenario>/<rule>} like that. */
    public static Optional<RuleOutlook> of(ActiveScenarios active, String id) {
        for (SavedScenario one : active.save()) {
            List<Rule> rules = one.scenario().rules();
            for (int i = 0; i < rules.size(); i++) {
                if (id.equals(one.scenario().name() + "/" + rules.get(i).name())) {
                    return Optional.of(
                            new RuleOutlook(one, rules.get(i), one.rules().get(i)));
                }
            }
        }
        return Optional.empty();
    }

    /** Why no time makes it apply, and what would. */
    public String text(WorldTime now) {
        String id = scenario.scenario().name() + "/" + rule.name();
        List<String> parts = new ArrayList<>();
        parts.add("rule " + id + " applies only to " + calls() + ", and none comes by itself while time passes");
        Duration activatedAt = Duration.parse(state.path("activatedAt").asText());
        window(now, activatedAt).ifPresent(parts::add);
        rule.after()
                .filter(earlier -> applied(earlier) == 0)
                .ifPresent(earlier ->
                        parts.add("before that, rule " + scenario.scenario().name() + "/" + earlier + " has to apply"));
        vanished().ifPresent(parts::add);
        exhausted().ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private String calls() {
        if (rule.isAboutHandshakes()) {
            return "TLS handshakes";
        }
        String patterns = rule.on().stream()
                .limit(MOST_PATTERNS)
                .map(OperationPattern::text)
                .collect(Collectors.joining(", "));
        int more = rule.on().size() - MOST_PATTERNS;
        return "calls of " + patterns + (more > 0 ? " and " + more + " more" : "");
    }

    private Optional<String> window(WorldTime now, Duration activatedAt) {
        Window window = rule.window();
        if (window.isAlways()) {
            return Optional.empty();
        }
        Duration from = WorldTime.capped(activatedAt.plus(window.from()));
        Optional<Duration> until = window.until().map(end -> WorldTime.capped(activatedAt.plus(end)));
        if (until.filter(now::hasReached).isPresent()) {
            return Optional.of("its window closed at " + now.dateOf(until.get()) + ", so it never applies again");
        }
        if (!now.hasReached(from)) {
            return Optional.of("its window opens at " + now.dateOf(from) + ": run until that date, then make the call");
        }
        return until.map(end -> "its window is open until " + now.dateOf(end));
    }

    private long applied(String name) {
        List<Rule> rules = scenario.scenario().rules();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).name().equals(name)) {
                return scenario.rules().get(i).path("applied").asLong();
            }
        }
        return 0;
    }

    /** A job that vanished shows it from the start, and leaves nothing that could change later. */
    private Optional<String> vanished() {
        long applied = applied(rule.name());
        boolean isVanishing =
                rule.effects().stream().anyMatch(effect -> effect instanceof JobFaultEffect job && job.vanishes());
        return isVanishing && applied > 0
                ? Optional.of("it has applied to "
                        + (applied == 1 ? "1 call, whose job" : applied + " calls, whose jobs") + " vanished at once")
                : Optional.empty();
    }

    /** Whether all calls that {@code calls} selects have come. With {@code per}, another value may still bring new ones. */
    private Optional<String> exhausted() {
        long last = rule.calls().parts().stream()
                .mapToLong(CallRange.Part::last)
                .max()
                .orElse(Long.MAX_VALUE);
        long counted = state.path("counted").path(0).path("calls").asLong();
        return rule.per().isEmpty() && counted >= last
                ? Optional.of("the calls that it applies to have come (" + counted + " counted, the last one is " + last
                        + "), so it never applies again")
                : Optional.empty();
    }
}
