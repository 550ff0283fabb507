package dev.hostdouble.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any timeline of a job, and any fault injected into it. */
final class Timelines {
    private Timelines() {}

    /** Courses as start states hold them: one to six steps within a minute, time and progress never falling. */
    static Arbitrary<Timeline> usual() {
        return Arbitraries.integers().between(1, 6).flatMap(Timelines::usual);
    }

    private static Arbitrary<Timeline> usual(int steps) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60_000).list().ofSize(steps),
                        Arbitraries.integers().between(0, 100).list().ofSize(steps),
                        Arbitraries.of("queued", "executing", "in progress", "on_hold", "half-done")
                                .list()
                                .ofSize(steps))
                .as(Timelines::timeline);
    }

    private static Timeline timeline(List<Integer> millis, List<Integer> percents, List<String> words) {
        List<Integer> times = millis.stream().sorted().toList();
        List<Integer> progress = percents.stream().sorted().toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            Duration after = i == 0 ? Duration.ZERO : Duration.ofMillis(times.get(i));
            steps.add(new Step(after, words.get(i), progress.get(i) / 100.0));
        }
        return new Timeline(steps, Timeline.Ending.FINISHED);
    }

    static Arbitrary<JobFault> fates() {
        Arbitrary<Double> progress = Arbitraries.integers().between(0, 100).map(percent -> percent / 100.0);
        return Arbitraries.oneOf(
                progress.map(at -> (JobFault) new JobFault.Fail("0xb0: no", at)),
                progress.map(at -> (JobFault) new JobFault.Hold(at)),
                Arbitraries.of(0.001, 0.5, 1.0, 3.7, 1000.0).map(factor -> (JobFault) new JobFault.Slow(factor)),
                Arbitraries.of(new JobFault.Vanish()).map(lose -> (JobFault) lose));
    }
}
