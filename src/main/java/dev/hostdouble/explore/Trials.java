package dev.hostdouble.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries trials out, several at a time, within the budget. */
final class Trials {
    /** How many calls before and after the one that a fault changed are shown. */
    private static final int SHOWN_BEFORE = 2;

    private static final int SHOWN_AFTER = 8;

    private final Client client;
    private final Judge judge;
    private final Progress progress;
    private final int parallel;
    private final int budget;
    private final AtomicInteger done = new AtomicInteger();
    private final long start = System.nanoTime();
    private int planned;
    private int skipped;

    Trials(Client client, Judge judge, Progress progress, int parallel, int budget) {
        this.client = client;
        this.judge = judge;
        this.progress = progress;
        this.parallel = parallel;
        this.budget = budget;
    }

    /**
     * A trial that was carried out.
     *
     * @param next the faults that the calls after the one that was changed can suffer
     */
    record Tried(TrialResult result, List<PlacedFault> next) {
        Tried {
            next = List.copyOf(next);
        }
    }

    /** How many more trials the budget allows. */
    int left() {
        return budget - planned;
    }

    /** How many trials the budget has left out. */
    int skipped() {
        return skipped;
    }

    /** Notes that trials were left out. */
    void skip(int trials) {
        skipped += trials;
    }

    /** Carries out trials, as many as the budget allows, the first ones first; the results have the same order. */
    List<Tried> all(List<Trial> trials) throws InterruptedException {
        List<Trial> some = trials.subList(0, Math.min(trials.size(), left()));
        skip(trials.size() - some.size());
        planned += some.size();
        int whole = planned;
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(parallel, some.size())));
        try {
            List<Future<Tried>> running = new ArrayList<>();
            some.forEach(trial -> running.add(threads.submit(() -> one(trial, whole))));
            List<Tried> tried = new ArrayList<>();
            for (Future<Tried> each : running) {
                tried.add(each.get());
            }
            return tried;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Tried one(Trial trial, int whole) throws InterruptedException {
        String scenario = ScenarioText.of(trial);
        try {
            Tried tried = client.run(Optional.of(scenario), run -> judged(trial, scenario, run));
            int count = done.incrementAndGet();
            Duration each = Duration.ofNanos(System.nanoTime() - start).dividedBy(count);
            progress.tried(tried.result(), count, whole, each.multipliedBy(whole - count));
            return tried;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tried judged(Trial trial, String scenario, Run run) {
        Judge.Ruling ruling = judge.of(trial, run);
        int struck = struck(run.calls());
        TrialResult result = new TrialResult(
                trial,
                ruling.verdict(),
                ruling.also(),
                ruling.what(),
                Advice.of(ruling.verdict(), trial),
                scenario,
                shown(run.calls(), struck),
                run.calls().size(),
                run.exit(),
                ruling.money());
        return new Tried(result, Plan.of(run.calls(), struck + 1));
    }

    /** The place of the last call that a fault changed; the number of calls if there is none. */
    private static int struck(List<SeenCall> calls) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).isStruck()) {
                return i;
            }
        }
        return calls.size();
    }

    private static List<CallLine> shown(List<SeenCall> calls, int last) {
        int first = 0;
        while (first < last && !calls.get(first).isStruck()) {
            first++;
        }
        return calls.subList(Math.max(0, first - SHOWN_BEFORE), Math.min(calls.size(), last + 1 + SHOWN_AFTER)).stream()
                .map(SeenCall::line)
                .toList();
    }
}
