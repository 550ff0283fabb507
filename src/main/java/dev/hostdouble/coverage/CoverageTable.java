package dev.hostdouble.coverage;

import dev.hostdouble.core.Evidence;
import dev.hostdouble.coverage.Coverage.AnswerCoverage;
import dev.hostdouble.coverage.Coverage.OperationCoverage;
import dev.hostdouble.journal.AnswerCounts.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Coverage as text for a terminal. */
public final class CoverageTable {
    private CoverageTable() {}

    /** The operations that were used, those that were not, and the total at the end. */
    public static String of(Coverage coverage) {
        StringBuilder out = new StringBuilder();
        for (OperationCoverage operation : coverage.operations()) {
            out.append(operation.operation())
                    .append(": ")
                    .append(summary(operation))
                    .append('\n');
            operation.answers().forEach(answer -> append(out, answer.isMet() ? "met" : "not met", answer));
            operation.others().forEach(answer -> append(out, "not counted", answer));
        }
        if (!coverage.unused().isEmpty()) {
            out.append("Not used:\n");
            coverage.unused().forEach(unused -> out.append("  ")
                    .append(unused.operation())
                    .append(": ")
                    .append(plural(unused.documented(), "documented answer"))
                    .append('\n'));
        }
        return out.append(total(coverage)).append('\n').toString();
    }

    private static void append(StringBuilder out, String state, AnswerCoverage answer) {
        String status = answer.status().map(String::valueOf).orElse("-");
        String line = String.format("  %-11s %6s  %3s %s", state, times(answer), status, answer.answer());
        List<String> notes = notes(answer);
        out.append(line).append(notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")");
        out.append('\n');
        answer.command().ifPresent(command -> out.append(command.indent(14)));
    }

    private static String times(AnswerCoverage answer) {
        return answer.times().met() == 0 ? "" : answer.times().met() + "x";
    }

    /** Of how many answers, such as {@code 2 of 4 documented answers, 7 calls}. */
    static String summary(OperationCoverage operation) {
        return operation.met() + " of " + plural(operation.answers().size(), "documented answer") + ", "
                + plural(operation.calls(), "call");
    }

    /** What is to be said of an answer besides how often it was met. */
    static List<String> notes(AnswerCoverage answer) {
        Times times = answer.times();
        List<String> notes = new ArrayList<>();
        answer.evidence()
                .filter(evidence -> evidence != Evidence.DOCUMENTED)
                .ifPresent(evidence -> notes.add(evidence.word()));
        if (answer.status().isEmpty()) {
            notes.add("no answer of the provider");
        } else if (times.byRules() > 0) {
            notes.add(times.byRules() == times.met() ? "only by rules" : times.byRules() + " by rules");
        }
        notes.addAll(notMet(times));
        return notes;
    }

    /** Why an answer that was given was not met each time; empty if it was. */
    static List<String> notMet(Times times) {
        List<String> reasons = new ArrayList<>();
        if (times.changed() > 0) {
            reasons.add(times.changed() + " changed by rules");
        }
        if (times.lost() > 0) {
            reasons.add(times.lost() + " lost on the way");
        }
        if (times.withoutBody() > 0) {
            reasons.add(times.withoutBody() + " without a body, to HEAD");
        }
        // The counters are read one by one while calls go on: what ended meanwhile may make this less than 0.
        long unfinished = times.calls() - times.met() - times.changed() - times.lost() - times.withoutBody();
        if (unfinished > 0) {
            reasons.add(unfinished + " not sent to the end yet");
        }
        return reasons;
    }

    /** The last line. */
    public static String total(Coverage coverage) {
        String used = plural(coverage.operations().size(), "used operation");
        return coverage.percent().isEmpty()
                ? "No documented answers: " + used
                : String.format(
                        Locale.ROOT,
                        "%.1f %%: %d of %s of %s met",
                        coverage.percent().getAsDouble(),
                        coverage.met(),
                        plural(coverage.documented(), "documented answer"),
                        used);
    }

    private static String plural(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
