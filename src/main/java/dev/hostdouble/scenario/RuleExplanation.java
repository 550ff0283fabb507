package dev.hostdouble.scenario;

import dev.hostdouble.scenario.RecentMisses.Miss;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a rule did not apply.
 *
 * @param rule its name
 * @param nearest calls of its operations that it did not apply to, the latest last, with the first condition that failed
 */
public record RuleExplanation(Rule rule, long matched, long chosen, long applied, List<Nearest> nearest) {
    private static final int MOST = 5;

    public RuleExplanation {
        nearest = List.copyOf(nearest);
    }

    /**
     * A call that the rule did not apply to.
     *
     * @param call its number in the journal
     * @param why the first condition that failed
     */
    public record Nearest(long call, String why) {}

    static RuleExplanation of(ActiveRule active, List<Miss> notEvaluated) {
        RuleCounts counts = active.counts();
        List<Nearest> nearest = Stream.concat(active.misses().stream(), notEvaluated.stream())
                .sorted(Comparator.comparingLong(Miss::call))
                .map(miss -> new Nearest(miss.call(), miss.why()))
                .toList();
        return new RuleExplanation(
                active.rule(),
                counts.matched(),
                counts.chosen(),
                counts.applied(),
                nearest.subList(Math.max(0, nearest.size() - MOST), nearest.size()));
    }
}
