package dev.hostdouble.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Judges runs by what they left and by how the client ended, against the undisturbed ones. */
final class Judge {
    /** Operations that make something new; repeating any other one makes nothing twice. */
    private static final Pattern MAKES = Pattern.compile(
            ".*/.*\\.(.*(create|order|add|upload|deploy|sync|new|generate|register|assistance|install).*)");

    private final Baseline baseline;

    Judge(Baseline baseline) {
        this.baseline = baseline;
    }

    /** What was judged, and why. */
    record Ruling(Verdict verdict, List<Verdict> also, String what, List<String> money) {}

    /** What a run says about the client. */
    Ruling of(Trial trial, Run run) {
        if (!run.isStruck()) {
            return new Ruling(
                    Verdict.NO_EFFECT,
                    List.of(),
                    "the client did not make this call, or the fault changed nothing",
                    List.of());
        }
        List<Reason> reasons = new ArrayList<>();
        conduct(run, reasons);
        Blame blame = trial.faults().stream()
                .map(placed -> placed.fault().blame())
                .max(Enum::compareTo)
                .orElse(Blame.ALL);
        if (blame != Blame.ONLY_CONDUCT) {
            state(trial, run, blame, reasons);
        }
        if (reasons.isEmpty()) {
            boolean isDone = run.exit().isSuccess();
            reasons.add(
                    isDone
                            ? new Reason(Verdict.OK, "the client ended with exit code 0")
                            : new Reason(
                                    Verdict.FAILED_CLEAN,
                                    "the client reported a failure: "
                                            + run.exit().text()));
        }
        reasons.sort((one, other) -> one.verdict().compareTo(other.verdict()));
        Set<Verdict> also =
                reasons.stream().skip(1).map(Reason::verdict).collect(Collectors.toCollection(TreeSet::new));
        also.remove(reasons.get(0).verdict());
        return new Ruling(
                reasons.get(0).verdict(), List.copyOf(also), reasons.get(0).text(), baseline.moneyBeyond(run));
    }

    private record Reason(Verdict verdict, String text) {}

    private void conduct(Run run, List<Reason> reasons) {
        Optional<String> hurry = Pace.hurry(run.calls(), baseline.isParallel() ? baseline.calls() : List.of());
        if (run.exit().code().isEmpty()) {
            reasons.add(new Reason(
                    Verdict.HANG,
                    "the client had not ended after " + run.exit().took().toSeconds() + " s and "
                            + Wording.count(run.calls().size(), "call")
                            + hurry.map(text -> "; it " + text)
                                    .orElse("; if it has a longer limit of its own, raise --timeout")));
        }
        if (Crash.isSeen(run.exit())) {
            reasons.add(new Reason(
                    Verdict.CRASH, "the client crashed (" + run.exit().text() + ")"));
        }
        hurry.ifPresent(text -> reasons.add(new Reason(Verdict.HAMMER, "the client " + text)));
    }

    private void state(Trial trial, Run run, Blame blame, List<Reason> reasons) {
        Optional<String> twice = twice(trial, run);
        twice.ifPresent(text -> reasons.add(new Reason(Verdict.DUPLICATE, text)));
        if (run.exit().code().isEmpty() || twice.isPresent()) {
            return; // what a stopped client leaves says nothing
        }
        if (run.exit().isSuccess()) {
            if (!baseline.isWanted(run.outcome())) {
                reasons.add(new Reason(
                        Verdict.FALSE_SUCCESS, "the client ended with exit code 0, but " + difference(run.outcome())));
            }
            new Effects(trial, run)
                    .missing(baseline, blame == Blame.ALL)
                    .ifPresent(missing -> reasons.add(
                            new Reason(Verdict.FALSE_SUCCESS, "the client ended with exit code 0, but " + missing)));
        } else {
            lost(run)
                    .or(() -> blame == Blame.ALL ? leak(run) : Optional.empty())
                    .ifPresent(text -> reasons.add(new Reason(Verdict.LEAK, text)));
        }
    }

    /** There is more of a kind than the client makes undisturbed, and it has ordered more often. */
    private Optional<String> twice(Trial trial, Run run) {
        Effects effects = new Effects(trial, run);
        Optional<String> again = run.calls().stream()
                .map(SeenCall::operation)
                .filter(operation -> MAKES.matcher(operation).matches())
                .distinct()
                .filter(operation -> effects.accepted(operation) > baseline.most(operation))
                .findFirst();
        if (again.isEmpty()) {
            return Optional.empty();
        }
        Outcome all = run.afterAll().get();
        String operation = again.get();
        return all.made().stream()
                .map(Thing::kind)
                .distinct()
                .filter(made -> all.count(made) > baseline.wanted(made))
                .findFirst()
                .map(made -> "the client called " + operation + " " + effects.accepted(operation)
                        + " times with effect instead of " + baseline.most(operation) + ", and left "
                        + all.count(made) + " " + made + " instead of " + baseline.wanted(made));
    }

    private String difference(Outcome outcome) {
        List<String> missing = new ArrayList<>(baseline.shown().result());
        List<String> extra = new ArrayList<>(outcome.lines(baseline.unsteady()));
        List<String> both = new ArrayList<>(missing);
        both.retainAll(extra);
        both.forEach(line -> {
            missing.remove(line);
            extra.remove(line);
        });
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("this is missing: " + listed(missing));
        }
        if (!extra.isEmpty()) {
            parts.add("this should not be: " + listed(extra));
        }
        return String.join("; ", parts);
    }

    private static String listed(List<String> lines) {
        String some = lines.stream().limit(3).collect(Collectors.joining(", "));
        return lines.size() > 3 ? some + " and " + (lines.size() - 3) + " more" : some;
    }

    /** What a failed client removed although it does not remove it undisturbed. */
    private Optional<String> lost(Run run) {
        List<String> removed = baseline.removedByMistake(run.outcome());
        return removed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the client failed (" + run.exit().text() + "), and this should not be: " + listed(removed));
    }

    /**
     * What a failed client leaves: what it does not want in the end, or a part of what it wants from which another run of it cannot
     * go on.
     */
    private Optional<String> leak(Run run) {
        String failed = "the client failed (" + run.exit().text() + ") and left behind: ";
        List<String> unwanted = baseline.unwanted(run.outcome());
        if (!unwanted.isEmpty()) {
            return Optional.of(failed + listed(unwanted));
        }
        List<String> left = baseline.leftovers(run.outcome());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Run.Again again = run.again().get();
        if (again.exit().isSuccess() && baseline.isWanted(again.outcome())) {
            return Optional.empty();
        }
        String then = again.exit().isSuccess()
                ? "its next run did not go on from there, and reached something else"
                : "its next run failed, too (" + again.exit().text() + ")";
        return Optional.of(failed + listed(left) + "; " + then);
    }
}
