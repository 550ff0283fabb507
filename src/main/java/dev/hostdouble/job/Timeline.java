package dev.hostdouble.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timeline of a job as data: what it is at every moment after its start, and how it ends.
 *
 * @param steps in order; time never falls, progress only where a fault has it fall, and the first is reached at once
 * @param goal the step it ends with when nothing goes wrong, which a fault may keep it from reaching
 */
public record Timeline(List<Step> steps, Ending ending, Step goal) {
    /** The provider's word for a job that went wrong. */
    public static final String FAILED = "failed";

    /** How a job ends at its last step. */
    public enum Ending {
        FINISHED,
        FAILED,
        NEVER
    }

    public Timeline {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !steps.get(0).after().isZero()) {
            throw new IllegalArgumentException("the first step of a timeline must be after 0s");
        }
        for (int i = 1; i < steps.size(); i++) {
            Step before = steps.get(i - 1);
            Step step = steps.get(i);
            if (step.after().compareTo(before.after()) < 0) {
                throw new IllegalArgumentException("the times of a timeline must not fall");
            }
        }
    }

    /** A timeline without faults: its last step is its goal. */
    public Timeline(List<Step> steps, Ending ending) {
        this(steps, ending, steps.isEmpty() ? new Step(Duration.ZERO, "none", 0) : steps.get(steps.size() - 1));
    }

    /** The step reached after that long. */
    public Step at(Duration elapsed) {
        Step reached = steps.get(0);
        for (Step step : steps) {
            if (step.after().compareTo(elapsed) <= 0) {
                reached = step;
            }
        }
        return reached;
    }

    /** How long the job takes; nothing where it never ends. */
    public Optional<Duration> length() {
        return ending == Ending.NEVER ? Optional.empty() : Optional.of(last().after());
    }

    /** Whether the job fails at a lower progress. */
    boolean failsBelow(double progress) {
        return ending == Ending.FAILED && last().progress() < progress;
    }

    /** Whether the job fails at that very progress. */
    boolean failsAt(double progress) {
        return ending == Ending.FAILED && last().progress() == progress;
    }

    /** This timeline, stopping for good at a progress. */
    Timeline holding(double at) {
        return new Timeline(reaching(at), Ending.NEVER, goal);
    }

    /** This timeline, ending at once the way it ends. */
    Timeline endingAtOnce() {
        if (ending != Ending.FAILED) {
            return ending(Duration.ZERO, Ending.FINISHED);
        }
        Step failed = new Step(Duration.ZERO, FAILED, last().progress());
        return new Timeline(List.of(steps.get(0), failed), Ending.FAILED, goal);
    }

    /** This timeline, taking that many times as long. */
    public Timeline stretched(double factor) {
        List<Step> longer = new ArrayList<>();
        for (Step step : steps) {
            long nanos = (long) (step.after().toNanos() * factor);
            longer.add(new Step(Duration.ofNanos(nanos), step.status(), step.progress()));
        }
        return new Timeline(longer, ending, goal);
    }

    /** This timeline, cut short after that long with the end that is given. */
    public Timeline ending(Duration after, Ending how) {
        List<Step> kept = new ArrayList<>();
        for (Step step : isAtItsEnd(after) ? steps.subList(0, steps.size() - 1) : steps) {
            if (step.after().compareTo(after) <= 0) {
                kept.add(step);
            }
        }
        if (kept.isEmpty()) {
            kept.add(steps.get(0));
        }
        // A job that fails at its very end never reached its last step.
        kept.add(
                how == Ending.FINISHED
                        ? new Step(after, goal.status(), goal.progress())
                        : new Step(after, FAILED, kept.get(kept.size() - 1).progress()));
        return new Timeline(kept, how, goal);
    }

    private boolean isAtItsEnd(Duration after) {
        return length().filter(length -> after.compareTo(length) >= 0).isPresent();
    }

    /** This timeline, failing as soon as its progress reaches a point. */
    Timeline failing(double at) {
        List<Step> kept = reaching(at);
        Step next = steps.get(Math.min(kept.size(), steps.size() - 1));
        kept.add(new Step(
                next.after(), FAILED, Math.max(at, kept.get(kept.size() - 1).progress())));
        return new Timeline(kept, Ending.FAILED, goal);
    }

    /** This timeline with a step back half way to the first step beyond that progress. */
    Timeline regressing(double at, double to) {
        List<Step> fallen = new ArrayList<>(reaching(at));
        int next = Math.min(fallen.size(), steps.size() - 1);
        Step before = fallen.get(fallen.size() - 1);
        long half = before.after().plus(steps.get(next).after()).toNanos() / 2;
        fallen.add(new Step(Duration.ofNanos(half), before.status(), to));
        fallen.addAll(steps.subList(next, steps.size()));
        return new Timeline(fallen, ending, goal);
    }

    /** The steps up to that progress, without the last of all; never none. */
    private List<Step> reaching(double progress) {
        List<Step> reached = new ArrayList<>();
        for (Step step : steps.subList(0, Math.max(1, steps.size() - 1))) {
            if (reached.isEmpty() || step.progress() <= progress) {
                reached.add(step);
            }
        }
        return reached;
    }

    /** The step that it ends with. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The timeline as a column of text; {@link #parse} reads it back. */
    String text() {
        StringBuilder text = new StringBuilder(ending.name());
        append(text, goal);
        steps.forEach(step -> append(text, step));
        return text.toString();
    }

    private static void append(StringBuilder text, Step step) {
        text.append('|').append(step.after().toNanos());
        text.append(':').append(step.status());
        text.append(':').append(step.progress());
    }

    static Timeline parse(String text) {
        String[] pieces = text.split("\\|", -1);
        List<Step> steps = new ArrayList<>(pieces.length - 1);
        for (int i = 1; i < pieces.length; i++) {
            String[] step = pieces[i].split(":", -1);
            steps.add(new Step(Duration.ofNanos(Long.parseLong(step[0])), step[1], Double.parseDouble(step[2])));
        }
        return new Timeline(steps.subList(1, steps.size()), Ending.valueOf(pieces[0]), steps.get(0));
    }
}
