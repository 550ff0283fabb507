package dev.hostdouble.explore;

import java.time.Duration;
import java.util.List;

/**
 * What {@code explore} found about a client.
 *
 * @param command the command line of the client
 * @param options the options of {@code explore} that a repetition needs, word by word: {@code --clock}, {@code step:5s}
 * @param results of all trials, in the order in which they were planned
 * @param findings the bugs, the most dangerous first
 * @param skipped how many trials the budget left out
 * @param took how long all runs took together, in real time
 */
public record Exploration(
        List<String> command,
        List<String> options,
        Undisturbed undisturbed,
        List<TrialResult> results,
        List<Finding> findings,
        int skipped,
        Duration took) {
    public Exploration {
        command = List.copyOf(command);
        options = List.copyOf(options);
        results = List.copyOf(results);
        findings = List.copyOf(findings);
    }

    /** How many trials had a verdict. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
