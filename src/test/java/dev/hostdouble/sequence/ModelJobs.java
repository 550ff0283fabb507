package dev.hostdouble.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The jobs of a model: they end in the order of their ends, and those that wait begin when nothing holds them up. */
final class ModelJobs {
    private final Map<String, ModelJob> byId = new HashMap<>();
    private final List<ModelJob> open = new ArrayList<>(); // in order of start
    private long now;

    /** Milliseconds since the start of the world. */
    long now() {
        return now;
    }

    ModelJob find(String id) {
        ModelJob job = byId.get(id);
        if (job == null) {
            throw new IllegalArgumentException("no job " + id);
        }
        return job;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** The jobs that have not ended, in order of start. */
    List<ModelJob> open() {
        return List.copyOf(open);
    }

    /** The jobs of some slots on a target that have not ended, in order of start. */
    List<ModelJob> open(String target, Set<String> slots) {
        return open.stream()
                .filter(job -> job.target.equals(target) && slots.contains(job.slot))
                .toList();
    }

    void start(ModelJob job) {
        boolean isFree = open(job.target, job.waitsFor).isEmpty();
        byId.put(job.id, job);
        open.add(job);
        if (isFree) {
            begin(job);
        }
        settle(); // a job may end at once
    }

    private void begin(ModelJob job) {
        job.begin(now);
        job.work.begun(job);
    }

    /** Lets time pass. */
    void advance(long millis) {
        long until = now + millis;
        for (Optional<ModelJob> next = next(until); next.isPresent(); next = next(until)) {
            ModelJob job = next.get();
            now = job.endsAt().orElseThrow();
            end(job, () -> job.endAsPlanned(now));
        }
        now = until;
    }

    private void settle() {
        advance(0);
    }

    private Optional<ModelJob> next(long until) {
        return open.stream()
                .filter(job -> job.endsAt().filter(end -> end <= until).isPresent())
                .min(Comparator.comparingLong(job -> job.endsAt().orElseThrow()));
    }

    private void end(ModelJob job, Runnable how) {
        how.run();
        open.remove(job);
        for (ModelJob waiting : List.copyOf(open)) {
            if (waiting.isWaiting() && waiting.target.equals(job.target) && isReady(waiting)) {
                begin(waiting);
            }
        }
    }

    private boolean isReady(ModelJob waiting) {
        return open.stream()
                .takeWhile(job -> job != waiting)
                .noneMatch(job -> job.target.equals(waiting.target) && waiting.waitsFor.contains(job.slot));
    }

    /** Lets a job finish now, as the control API does. */
    void finish(ModelJob job) {
        if (job.isWaiting() && job.refusal.isEmpty()) {
            begin(job);
        }
        end(job, () -> job.finish(now));
        settle();
    }

    /** Lets a job fail now, as the control API does. */
    void fail(ModelJob job, String why) {
        end(job, () -> job.fail(now, why));
        settle();
    }

    /** Forgets a job; its end takes no effect. */
    void forget(ModelJob job) {
        byId.remove(job.id);
        open.remove(job);
    }
}
