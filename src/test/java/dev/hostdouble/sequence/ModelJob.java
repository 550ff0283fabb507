package dev.hostdouble.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A job in a model. All times are milliseconds since the start of the world. */
final class ModelJob {
    /** What a job does to a model. */
    interface Work {
        default void begun(ModelJob job) {}

        /** The job has reached its end: returns why it fails after all, or nothing. */
        Optional<String> finished(ModelJob job);

        /** The job has failed after it had begun. */
        default void failed(ModelJob job) {}
    }

    /** How a job ends. */
    enum End {
        FINISHED,
        FAILED,
        NEVER
    }

    /** The steps of a job: when each is reached after its start, and its progress; at the last one it ends. */
    record Steps(List<Long> times, List<Double> progress, End end, String text) {
        static Steps of(List<Double> progress, long... times) {
            List<Long> all = new ArrayList<>();
            for (long time : times) {
                all.add(time);
            }
            return new Steps(all, progress, End.FINISHED, "");
        }

        Steps failing(double at, String why) {
            return failsBelow(at) ? this : cut(at, Math.max(at, progress.get(kept(at) - 1)), End.FAILED, why);
        }

        Steps holding(double at) {
            return failsBelow(at)
                    ? this
                    : new Steps(times.subList(0, kept(at)), progress.subList(0, kept(at)), End.NEVER, "");
        }

        Steps atOnce() {
            return new Steps(List.of(0L, 0L), List.of(progress.get(0), last()), end, text);
        }

        Steps stretched(int factor) {
            return new Steps(times.stream().map(time -> time * factor).toList(), progress, end, text);
        }

        private boolean failsBelow(double at) {
            return end == End.FAILED && last() < at;
        }

        private Steps cut(double at, double reached, End how, String why) {
            List<Long> shorter = new ArrayList<>(times.subList(0, kept(at)));
            List<Double> lower = new ArrayList<>(progress.subList(0, kept(at)));
            shorter.add(times.get(Math.min(kept(at), times.size() - 1)));
            lower.add(reached);
            return new Steps(shorter, lower, how, why);
        }

        /** How many steps have at most that progress, without the last one; at least one. */
        private int kept(double at) {
            return (int) Math.max(
                    1,
                    progress.subList(0, progress.size() - 1).stream()
                            .filter(one -> one <= at)
                            .count());
        }

        private double last() {
            return progress.get(progress.size() - 1);
        }
    }

    final String id;
    final String kind;
    final String target;
    final String slot;
    final Set<String> waitsFor;
    final Work work;
    final Optional<String> refusal;
    private final Steps steps;

    private boolean waiting = true;
    private long startsAt;
    private long endedAt;
    private End end = End.NEVER; // until it has ended
    private double reached;
    private String output = "";

    /**
     * A job that has not begun.
     *
     * @param waitsFor the slots whose earlier jobs on its target have to end before it begins
     * @param refusal why the provider refuses the job; then it can only fail
     */
    ModelJob(
            String id,
            String kind,
            String target,
            String slot,
            Set<String> waitsFor,
            Steps steps,
            Optional<String> refusal,
            Work work) {
        this.id = id;
        this.kind = kind;
        this.target = target;
        this.slot = slot;
        this.waitsFor = waitsFor;
        this.steps = steps;
        this.refusal = refusal;
        this.work = work;
    }

    boolean isWaiting() {
        return waiting;
    }

    long startsAt() {
        return startsAt;
    }

    /** When it has ended. */
    long endedAt() {
        return endedAt;
    }

    /** How it has ended; {@link End#NEVER} while it has not. */
    End end() {
        return end;
    }

    /** The text of a failed job. */
    String output() {
        return output;
    }

    void begin(long now) {
        waiting = false;
        startsAt = now;
    }

    /** When it will end. */
    Optional<Long> endsAt() {
        return waiting || steps.end() == End.NEVER
                ? Optional.empty()
                : Optional.of(startsAt + steps.times().get(steps.times().size() - 1));
    }

    /** Lets it end as its steps say; returns how. */
    void endAsPlanned(long now) {
        if (steps.end() == End.FAILED) {
            fail(now, steps.last(), steps.text());
        } else {
            finish(now);
        }
    }

    /** Lets it finish now. The work may object. */
    void finish(long now) {
        endedAt = now;
        if (refusal.isPresent()) {
            fail(now, progress(now), refusal.get());
            return;
        }
        double before = steps.progress().get(step(now, true));
        Optional<String> why = work.finished(this);
        if (why.isPresent()) {
            fail(now, before, why.get());
        } else {
            end = End.FINISHED;
            reached = 1;
        }
    }

    /** Lets it fail now, at the progress that it has reached. */
    void fail(long now, String why) {
        fail(now, progress(now), why);
    }

    private void fail(long now, double at, String why) {
        endedAt = now;
        end = End.FAILED;
        reached = at;
        output = why;
        if (!waiting) {
            work.failed(this);
        }
    }

    /** The progress at that time, 0 to 1. */
    double progress(long now) {
        return end == End.NEVER ? steps.progress().get(step(now, false)) : reached;
    }

    /** The number of the step at that time, counted from 0; without the last one, if that would end the job. */
    private int step(long now, boolean isBeforeEnd) {
        int last = steps.times().size() - (isBeforeEnd && steps.end() != End.NEVER ? 1 : 0);
        int step = 0;
        for (int i = 0; i < last && !waiting; i++) {
            if (startsAt + steps.times().get(i) <= now) {
                step = i;
            }
        }
        return step;
    }
}
