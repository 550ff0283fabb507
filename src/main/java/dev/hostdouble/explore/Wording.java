package dev.hostdouble.explore;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sentences and numbers that several forms of the report have. */
final class Wording {
    private static final Duration SHORT = Duration.ofSeconds(10);

    private Wording() {}

    /** Such as {@code 3 findings in 112 trials (45 s)}. */
    static String summary(Exploration exploration) {
        int findings = exploration.findings().size();
        return (findings == 0 ? "no findings" : count(findings, "finding")) + " in "
                + count(exploration.results().size(), "trial") + " (" + seconds(exploration.took()) + ")";
    }

    /** Such as {@code 1 call} or {@code 2 calls}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Such as {@code 0.4 s} or {@code 45 s}. */
    static String seconds(Duration time) {
        return time.compareTo(SHORT) < 0
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : time.toSeconds() + " s";
    }

    /** Such as {@code lost-reply at hosterapi/server.create#1}. */
    static String title(Trial trial) {
        return trial.faults().stream()
                .map(placed -> placed.fault().name() + " at " + placed.call())
                .collect(Collectors.joining(", and "));
    }

    /** What a verdict says, as a sentence without its full stop. */
    static String meaning(Verdict verdict) {
        return verdict == Verdict.NO_EFFECT ? verdict.text() : "the client " + verdict.text();
    }

    /** A text that may lack the first capital and the full stop, as the words of a judgement do. */
    static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String end = ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? "" : ".";
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }

    /** The operation at which the client went wrong: that of the last fault. */
    static String operation(Trial trial) {
        return trial.faults().get(trial.faults().size() - 1).call().operation();
    }
}
